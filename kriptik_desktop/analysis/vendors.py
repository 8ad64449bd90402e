"""Tells the products of one vendor apart: "an R2 bucket at Cloudflare" is about R2 and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kriptik_desktop.analysis.matcher import Hit
from kriptik_desktop.analysis.text import Gap, Text, words_of
from kriptik_desktop.providers.model import Provider

_LINKS = frozenset(
    {"at", "on", "from", "by", "of", "in", "with", "via", "bei", "von", "chez", "de", "en", "the", "our"}
)
_REACH = 3


class Vendors:
    """Knows which providers share the vendor's name."""

    def __init__(self, providers: Iterable[Provider]) -> None:
        self._vendor = {provider.id: words_of(provider.name)[0] for provider in providers}

    def told_apart(self, text: Text, named: Sequence[Hit]) -> list[Hit]:
        """Return ``named`` without bare vendor names that only say whose the product beside them is."""
        by_end = {hit.end: hit for hit in named}
        return [hit for hit in named if not self._only_says_whose(text, hit, by_end)]

    def _only_says_whose(self, text: Text, hit: Hit, by_end: Mapping[int, Hit]) -> bool:
        tokens, vendor = text.tokens, self._vendor[hit.owner]
        if len(hit) > 1 or tokens[hit.first].word != vendor:
            return False
        for at in range(hit.first, max(0, hit.first - _REACH), -1):
            if tokens[at].gap > Gap.SPACE or tokens[at - 1].word not in _LINKS:
                return False
            product = by_end.get(at - 1)
            if product is not None:
                return product.owner != hit.owner and self._vendor[product.owner] == vendor
        return False
