"""Tells a service from the ordinary word that it is called by: Slack, Render, Box, Linear, Segment, Notion.

The word alone proves nothing. A need that the service meets, a neighbour in a list of services, "Render account", "on
Render", a capital letter inside a sentence: what speaks for the service is weighed, and a determiner or a plural speaks
against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kriptik_desktop.analysis.matcher import Hit
from kriptik_desktop.analysis.text import Gap, Text, stem, words_of
from kriptik_desktop.analysis.wordlists import CategoryWords, SenseWords
from kriptik_desktop.providers.model import Provider

_AROUND = 12
"""Words on either side in which the context is looked for; it never leaves the sentence."""
_CAPITALS_AT_MOST = 0.2
"""Where more of the words inside of sentences have a capital letter, as in German, one proves nothing."""
_ENOUGH = 2
_JOINING = frozenset(
    {
        "and",
        "or",
        "plus",
        "with",
        "to",
        "und",
        "oder",
        "sondern",
        "sino",
        "mit",
        "et",
        "ou",
        "avec",
        "y",
        "o",
        "con",
        "e",
        "com",
    }
)
_LABEL = frozenset({"for", "as", "to", "with"})
"""What follows a service at the begin of a sentence: "Paddle for the purchase"."""


@dataclass(frozen=True, slots=True)
class _Service:
    context: frozenset[str]
    deeds: frozenset[str]
    sure_deeds: frozenset[str]


class Senses:
    """Knows the names that are ordinary words, and what makes them names."""

    def __init__(
        self, words: SenseWords, categories: Mapping[str, CategoryWords], providers: Iterable[Provider]
    ) -> None:
        self.ordinary = {owner: frozenset(names) for owner, names in words.ordinary.items()}
        self._nouns = frozenset(map(stem, words.nouns))
        self._before, self._articles = frozenset(words.before), frozenset(words.articles)
        self._english = frozenset(words.english)
        self._by_category = {name: _service(each) for name, each in categories.items()}
        self._near = {owner: frozenset(map(stem, near)) for owner, near in words.near.items()}
        self._categories = {provider.id: provider.categories for provider in providers}

    def doubtful(self, text: Text, hit: Hit) -> bool:
        """Say whether the hit is nothing but a word that is ordinary too."""
        words = self.ordinary.get(hit.owner, ())
        return len(hit) == 1 and (text.tokens[hit.first].word in words or (hit.typo and bool(words)))

    def is_meant(self, text: Text, hit: Hit, sure: Sequence[Hit], language: str) -> bool:
        """Say whether the word means the service; ``sure`` are the services named beyond doubt.

        ``language`` is the one of the text: where it is not English, an English word is a name.
        """
        if self._is_listed(text, hit, sure) or self._is_compound(text, hit):
            return True
        if language not in ("", "en") and text.tokens[hit.first].word in self._english:
            return text.prompt[text.tokens[hit.first].start].isupper()
        context = self._context(text, hit)
        marks = context + self._frame(text, hit) + self._capital(text, hit)
        return marks >= _ENOUGH

    def is_placed(self, text: Text, hit: Hit) -> bool:
        """Say whether the word stands where a name stands; enough beside a need that the service meets."""
        return self._frame(text, hit) + self._capital(text, hit) > 0

    def _is_listed(self, text: Text, hit: Hit, sure: Sequence[Hit]) -> bool:
        tokens = text.tokens
        for other in sure:
            left, right = (other, hit) if other.first < hit.first else (hit, other)
            between = tokens[left.end : right.first + 1]
            if not 1 <= len(between) <= 2 or any(each.gap >= Gap.HARD for each in between):
                continue
            if len(between) == 2 and between[0].word not in _JOINING:
                continue
            if len(between) == 2 or between[0].gap in (Gap.COMMA, Gap.JOIN):
                return self._is_bare(text, hit)
        return False

    def _is_bare(self, text: Text, hit: Hit) -> bool:
        """Say whether the word stands alone in its place of the list: "Convex, Kinde", not "Stripe, a convex lens"."""
        tokens = text.tokens
        if hit.end == len(tokens) or tokens[hit.end].gap >= Gap.COMMA or tokens[hit.end].word in _JOINING | _LABEL:
            before = tokens[hit.first - 1].word if hit.first and tokens[hit.first].gap < Gap.COMMA else ""
            return before not in self._articles
        return self._capital(text, hit) > 0

    def _is_compound(self, text: Text, hit: Hit) -> bool:
        tokens = text.tokens
        follows = hit.end < len(tokens) and tokens[hit.end].gap <= Gap.SPACE
        if not follows or stem(tokens[hit.end].word) not in self._nouns | self._near.get(hit.owner, frozenset()):
            return False
        return tokens[hit.end].gap == Gap.SPACE and self._context(text, hit) + self._capital(text, hit) > 0

    def _context(self, text: Text, hit: Hit) -> int:
        """Return 1 where the words around speak of what the service does."""
        wanted = self._near.get(hit.owner, frozenset()).union(
            *(self._by_category[each].context for each in self._categories[hit.owner] if each in self._by_category)
        )
        words = (stem(text.tokens[at].word) for at in _sentence(text, hit))
        return int(any(word in wanted for word in words))

    def _frame(self, text: Text, hit: Hit) -> int:
        """Return 1 for "on Render" and "Neon holds the orders", -1 for "a slack" and "slack ropes"."""
        tokens, at = text.tokens, hit.first
        starts = tokens[at].gap >= Gap.COMMA
        before = tokens[at - 1].word if at and not starts else ""
        if before in self._articles and not self._capital(text, hit):
            return -1
        behind = tokens[hit.end] if hit.end < len(tokens) and tokens[hit.end].gap <= Gap.SPACE else None
        if starts and behind is not None:
            return self._does(behind.word, hit)
        if before in self._before:
            return int(behind is None or not self._goes_on(behind.word) or bool(self._capital(text, hit)))
        return int(starts and behind is None)

    def _does(self, word: str, hit: Hit) -> int:
        """Return how much "Neon holds" and "Paddle for" speak for the service."""
        if any(word in each.sure_deeds for each in self._services(hit)):
            return _ENOUGH
        return int(word in _LABEL or any(word in each.deeds for each in self._services(hit)))

    def _services(self, hit: Hit) -> Iterable[_Service]:
        return (self._by_category[each] for each in self._categories[hit.owner] if each in self._by_category)

    def _goes_on(self, word: str) -> bool:
        """Say whether the word behind makes the name an adjective: "on linear layouts"; small words do not."""
        return len(word) > 4 and word not in self._before

    def _capital(self, text: Text, hit: Hit) -> int:
        """Return 1 for a capital letter that no sentence begin and no title explains."""
        token = text.tokens[hit.first]
        if token.gap >= Gap.HARD or not text.prompt[token.start].isupper():
            return 0
        return int(text.capitals <= _CAPITALS_AT_MOST and not self._is_longer_name(text, hit))

    def _is_longer_name(self, text: Text, hit: Hit) -> bool:
        """Say whether the word is part of another name: "Railway Museum", "Times Square"."""
        tokens = text.tokens
        after = tokens[hit.end] if hit.end < len(tokens) and tokens[hit.end].gap == Gap.SPACE else None
        if after is not None and text.prompt[after.start].isupper() and stem(after.word) not in self._nouns:
            return after.word not in self._near.get(hit.owner, ())
        before = tokens[hit.first - 1] if hit.first and tokens[hit.first].gap == Gap.SPACE else None
        inside = before is not None and before.gap < Gap.HARD and len(before.word) > 1
        return inside and before is not None and text.prompt[before.start].isupper()


def _service(words: CategoryWords) -> _Service:
    context = {stem(word) for phrase in words.context for word in words_of(phrase)}
    return _Service(frozenset(context), frozenset(words.deeds), frozenset(words.sure_deeds))


def _sentence(text: Text, hit: Hit) -> Iterable[int]:
    """Yield the tokens around a hit, not its own, as far as the sentence goes."""
    for at in range(hit.first - 1, max(-1, hit.first - 1 - _AROUND), -1):
        if text.tokens[at + 1].gap >= Gap.STOP:
            break
        yield at
    for at in range(hit.end, min(len(text.tokens), hit.end + _AROUND)):
        if text.tokens[at].gap >= Gap.STOP:
            break
        yield at
