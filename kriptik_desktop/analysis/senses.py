"""Tells a service from the ordinary word that it is called by: Slack, Render, Box, Linear, Segment, Notion.

The word alone proves nothing. A need that the service meets, a neighbour in a list of services, "Render account", "on
Render", a capital letter inside a sentence: what speaks for the service is weighed, and a determiner or a plural speaks
against it.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kriptik_desktop.analysis.matcher import Hit
from kriptik_desktop.analysis.text import Gap, Text, Token, stem, words_of
from kriptik_desktop.analysis.wordlists import CategoryWords, SenseWords
from kriptik_desktop.providers.model import Provider

_AROUND = 12
"""Words on either side in which the context is looked for; it never leaves the sentence."""
_CAPITALS_AT_MOST = 0.2
"""Where more of the words inside of sentences have a capital letter, as in German, one proves nothing."""
_ENOUGH = 2
_SHORT = 4
"""Letters of a word that never makes an adjective of the name before it."""
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
_IS = frozenset({"is", "shall", "will"})
_LABEL = frozenset({"for", "as", "to", "with", "will", "does", "shall", "is"})
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
        self.nouns = frozenset(map(stem, words.nouns))
        self.before, self.articles = frozenset(words.before), frozenset(words.articles)
        self.deeds = frozenset(words.deeds)
        self.subjects, self.english = frozenset(words.subjects), frozenset(words.english)
        self.small = self.before | self.articles | self.subjects | _JOINING | _LABEL
        """Words that make no name an ordinary word by themselves: the reading weighs them."""
        by_category = {name: _service(each) for name, each in categories.items()}
        self.near = {owner: frozenset(map(stem, near)) for owner, near in words.near.items()}
        self.services = {
            provider.id: [by_category[each] for each in provider.categories if each in by_category]
            for provider in providers
        }

    def reading(self, text: Text, names: Container[int], language: str) -> Reading:
        """Return the reading of a text; ``names`` are the tokens that may be names, ``language`` is its language."""
        return Reading(self, text, language, text.capitals(names) <= _CAPITALS_AT_MOST)

    def is_ordinary(self, word: str, owner: str, *, typo: bool = False) -> bool:
        """Say whether the word, or the one that it is misspelt for, is more than a name of ``owner``."""
        words = self.ordinary.get(owner, ())
        return word in words or (typo and bool(words))


class Reading:
    """One text, in which ordinary words are told from names."""

    def __init__(self, senses: Senses, text: Text, language: str, proper: bool) -> None:
        self._senses, self._text, self._language = senses, text, language
        self._proper = proper
        """Whether a capital letter inside of a sentence means something here."""

    def doubtful(self, hit: Hit) -> bool:
        """Say whether the hit is nothing but a word that is ordinary too."""
        return len(hit) == 1 and self._senses.is_ordinary(self._text.tokens[hit.first].word, hit.owner, typo=hit.typo)

    def is_meant(self, hit: Hit, sure: Sequence[Hit]) -> bool:
        """Say whether the word means the service; ``sure`` are the services named beyond doubt."""
        if self._is_listed(hit, sure) or self._is_compound(hit):
            return True
        if self._language not in ("", "en") and self._text.tokens[hit.first].word in self._senses.english:
            return self._is_upper(hit.first)
        if (hit.kind != "hint" and self.is_placed(hit)) or self._is_proper(hit):
            return True
        return self._context(hit) + self._frame(hit) + self._capital(hit) >= _ENOUGH

    def is_placed(self, hit: Hit) -> bool:
        """Say whether the word stands where a name stands; enough beside a need that the service meets."""
        return self._frame(hit) + self._capital(hit) > 0

    def _is_upper(self, at: int) -> bool:
        return self._text.prompt[self._text.tokens[at].start].isupper()

    def _behind(self, hit: Hit) -> Token | None:
        """Return the word behind, where nothing parts it from the name."""
        tokens = self._text.tokens
        follows = hit.end < len(tokens) and tokens[hit.end].gap <= Gap.SPACE
        return tokens[hit.end] if follows else None

    def _is_listed(self, hit: Hit, sure: Sequence[Hit]) -> bool:
        """Say whether a service stands beside the word in a list."""
        tokens = self._text.tokens
        for other in sure:
            left, right = (other, hit) if other.first < hit.first else (hit, other)
            between = tokens[left.end : right.first + 1]
            if len(between) == 1 and self._is_item(hit) and self._is_item(other):
                return True
            if not 1 <= len(between) <= 2 or any(each.gap >= Gap.HARD for each in between):
                continue
            if between[0].word in _JOINING if len(between) == 2 else between[0].gap in (Gap.COMMA, Gap.JOIN):
                return self._is_bare(hit)
        return False

    def _is_item(self, hit: Hit) -> bool:
        """Say whether nothing else stands in the line or sentence, as in a list with bullets."""
        tokens = self._text.tokens
        ends = hit.end == len(tokens) or tokens[hit.end].gap >= Gap.HARD
        return ends and tokens[hit.first].gap >= Gap.HARD

    def _is_bare(self, hit: Hit) -> bool:
        """Say whether the word stands alone in its place of the list: "Convex, Kinde", not "Stripe, a convex lens"."""
        tokens, behind = self._text.tokens, self._behind(hit)
        if behind is None or behind.word in _JOINING | _LABEL:
            before = tokens[hit.first - 1].word if hit.first and tokens[hit.first].gap < Gap.COMMA else ""
            return before not in self._senses.articles
        return self._capital(hit) > 0

    def _is_compound(self, hit: Hit) -> bool:
        """Say whether a noun behind makes it the service: "Render account", "a Teams channel"."""
        tokens, behind = self._text.tokens, self._behind(hit)
        if hit.first and tokens[hit.first - 1].word in self._senses.subjects and tokens[hit.first].gap <= Gap.SPACE:
            return False
        if behind is None or behind.gap != Gap.SPACE:
            return False
        nouns = self._senses.nouns | self._senses.near.get(hit.owner, frozenset())
        return stem(behind.word) in nouns and self._context(hit) + self._capital(hit) > 0

    def _context(self, hit: Hit) -> int:
        """Return 1 where the words around speak of what the service does."""
        wanted = [self._senses.near.get(hit.owner, frozenset()), *(each.context for each in self._services(hit))]
        words = {stem(self._text.tokens[at].word) for at in _sentence(self._text, hit)}
        return int(any(not words.isdisjoint(each) for each in wanted))

    def _frame(self, hit: Hit) -> int:
        """Return what the place in the sentence says: 1 and more for "on Render", "Neon holds", -1 for "a slack"."""
        tokens, at, behind = self._text.tokens, hit.first, self._behind(hit)
        starts = tokens[at].gap >= Gap.COMMA
        before = tokens[at - 1].word if at and not starts else ""
        if before in self._senses.articles | self._senses.subjects and not self._capital(hit):
            return -1
        if starts:
            return self._opens(behind, hit) if behind is not None else 1
        if before not in self._senses.before:
            return 0
        return int(behind is None or not self._goes_on(behind.word) or bool(self._capital(hit)))

    def _opens(self, behind: Token, hit: Hit) -> int:
        """Return how much "Neon holds", "Paddle for" and "Paddle it is" speak for the service."""
        word, after = behind.word, self._text.tokens[hit.end + 1 : hit.end + 2]
        if word == "it" and any(token.word in _IS for token in after):
            return _ENOUGH
        if any(word in each.sure_deeds for each in self._services(hit)):
            return _ENOUGH
        return int(
            word in _LABEL or word in self._senses.deeds or any(word in each.deeds for each in self._services(hit))
        )

    def _services(self, hit: Hit) -> Sequence[_Service]:
        return self._senses.services[hit.owner]

    def _goes_on(self, word: str) -> bool:
        """Say whether the word behind makes the name an adjective: "on linear layouts"; small words do not."""
        return len(word) > _SHORT and word not in self._senses.before

    def _capital(self, hit: Hit) -> int:
        """Return 1 for a capital letter that no sentence begin and no title explains."""
        if self._text.tokens[hit.first].gap >= Gap.HARD or not self._is_upper(hit.first):
            return 0
        return int(self._proper and not self._is_longer_name(hit))

    def _is_proper(self, hit: Hit) -> bool:
        """Say whether the word is written as a name is, behind a word in small letters that makes no noun of it."""
        tokens = self._text.tokens
        if not self._capital(hit) or tokens[hit.first].gap != Gap.SPACE:
            return False
        before = tokens[hit.first - 1].word
        return before not in self._senses.articles | self._senses.subjects and not self._is_upper(hit.first - 1)

    def _is_longer_name(self, hit: Hit) -> bool:
        """Say whether the word is part of another name: "Railway Museum", "Times Square"."""
        tokens, after = self._text.tokens, self._behind(hit)
        if after is not None and after.gap == Gap.SPACE and self._is_upper(hit.end):
            return stem(after.word) not in self._senses.nouns | self._senses.near.get(hit.owner, frozenset())
        if not hit.first or tokens[hit.first].gap != Gap.SPACE:
            return False
        before = tokens[hit.first - 1]
        return before.gap < Gap.HARD and len(before.word) > 1 and self._is_upper(hit.first - 1)


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
