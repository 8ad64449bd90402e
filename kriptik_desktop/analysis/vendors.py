"""Tells the products of one vendor apart: "an R2 bucket at Cloudflare" is about R2 and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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
        return [hit for hit in named if not any(self._is_vendor_of(text, hit, other) for other in named)]

    def _is_vendor_of(self, text: Text, hit: Hit, product: Hit) -> bool:
        vendor = self._vendor[hit.owner]
        if hit.owner == product.owner or self._vendor[product.owner] != vendor or len(hit) > 1:
            return False
        if text.tokens[hit.first].word != vendor:
            return False
        between = text.tokens[product.end : hit.first]
        return (
            product.end <= hit.first <= product.end + _REACH
            and bool(between)
            and all(token.word in _LINKS and token.gap <= Gap.SPACE for token in between)
            and text.tokens[hit.first].gap <= Gap.SPACE
        )
