"""Tells the language of a text by its small words, for the words that mean one thing here and another there.

"no" denies in English and Spanish and says "in the" in Portuguese; most words need no such care and are looked for in
every text, because people mix languages.
"""

from __future__ import annotations

from collections.abc import Mapping

from kriptik_desktop.analysis.text import Text, words_of
from kriptik_desktop.analysis.wordlists import LanguageWords


class Languages:
    """Knows the small words of each language."""

    def __init__(self, languages: Mapping[str, LanguageWords]) -> None:
        self._marks: dict[str, list[str]] = {}
        for code, words in languages.items():
            for mark in words.marks:
                self._marks.setdefault("".join(words_of(mark)), []).append(code)

    def of(self, text: Text) -> str:
        """Return the file name of the word list whose marks the text holds most of; nothing where two hold as many.

        Each mark counts once: a table may hold "mit" in every line and mean the licence.
        """
        counts: dict[str, int] = {}
        for word in {token.word for token in text.tokens}:
            for code in self._marks.get(word, ()):
                counts[code] = counts.get(code, 0) + 1
        most = max(counts.values(), default=0)
        leading = [code for code, count in counts.items() if count == most]
        return leading[0] if len(leading) == 1 else ""
