"""Finds the services between which the text leaves the choice open: "OpenAI or Anthropic", "either S3, R2 or B2"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kriptik_desktop.analysis.matcher import Hit
from kriptik_desktop.analysis.text import Gap, Text

_FILLERS = frozenset({"maybe", "perhaps", "the", "a", "either", "even"})


class Alternatives:
    """Knows which services serve the same need."""

    def __init__(self, categories: Mapping[str, Sequence[str]], either: Iterable[str]) -> None:
        self._categories = categories
        self._either = frozenset(either) - {"nor", "ni", "noch"} | {"vs", "versus"}

    def groups(self, text: Text, wanted: Sequence[Hit]) -> list[tuple[Hit, ...]]:
        """Return the groups of services of one category that a list with "or", or a slash, joins."""
        runs: list[list[Hit]] = []
        joins: list[list[str]] = []
        for hit in sorted(wanted, key=lambda each: each.first):
            join = self._join(text, runs[-1][-1], hit) if runs else ""
            if join and self._alike([*runs[-1], hit]):
                runs[-1].append(hit)
                joins[-1].append(join)
            else:
                runs.append([hit])
                joins.append([])
        return [tuple(run) for run, by in zip(runs, joins, strict=True) if by and by[-1] in ("or", "slash")]

    def _join(self, text: Text, left: Hit, right: Hit) -> str:
        between = [token for token in text.tokens[left.end : right.first] if token.word not in _FILLERS]
        gap = text.tokens[right.first].gap
        if left.owner == right.owner or right.first < left.end or any(token.gap >= Gap.HARD for token in between):
            return ""
        if not between:
            slash = "/" in text.prompt[text.tokens[left.end - 1].end : text.tokens[right.first].start]
            return "slash" if slash else "comma" if gap == Gap.COMMA else ""
        is_or = len(between) == 1 and between[0].word in self._either and gap <= Gap.SPACE
        return "or" if is_or else ""

    def _alike(self, hits: Sequence[Hit]) -> bool:
        return bool(set.intersection(*(set(self._categories[hit.owner]) for hit in hits)))
