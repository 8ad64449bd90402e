"""Finds out which of the phrases found are denied, and by which words.

A denial reaches the first thing named after it and goes on through a list ("without Stripe, PayPal or any other");
it ends with the clause. A name that is only a yardstick ("a ChatGPT-like bot") is neither wanted nor denied.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kriptik_desktop.analysis.matcher import Hit
from kriptik_desktop.analysis.text import Gap, Text, words_of
from kriptik_desktop.analysis.wordlists import LanguageWords, NegationWords

_REACH = 6
"""Words between a denial and the first thing that it denies."""
_UNDO_REACH = 8


@dataclass(frozen=True, slots=True)
class Denial:
    """``hit`` is denied by the text from token ``first`` up to, not including, ``end``."""

    hit: Hit
    first: int
    end: int
    weak: bool = False
    """Whether only this mention is no wish: "never send passwords to Sentry"."""


@dataclass(frozen=True, slots=True)
class _Cue:
    first: int
    end: int
    verb: bool
    word: str
    tight: bool = False
    """Whether only what stands right behind it is denied."""


class Negation:
    """Knows the words that deny."""

    def __init__(self, words: NegationWords, languages: Mapping[str, LanguageWords]) -> None:
        self._nouns = _phrases(words.nouns)
        self._verbs = _phrases(words.verbs)
        self._harmless = _phrases(words.harmless)
        self._after = _phrases(words.after)
        self._tight, self._heads = _phrases(words.tight), frozenset(words.heads)
        self._plain = frozenset(words.plain)
        self._making = _phrases(words.making)
        self._excepting = frozenset(words.without).union(words.excepting)
        self._without = frozenset(words.without)
        self._partial, self._time = frozenset(words.partial), frozenset(words.time)
        self._breaks, self._fresh = frozenset(words.breaks), frozenset(words.fresh)
        self._undoing, self._places = frozenset(words.undoing), frozenset(words.places)
        self._either, self._both = frozenset(words.either), frozenset(words.both)
        self._determiners = frozenset(words.determiners)
        self._fillers = self._determiners | frozenset(words.fillers)
        self._through = self._determiners | frozenset(words.through)
        self._auxiliaries, self._still = frozenset(words.auxiliaries), frozenset(words.still)
        self._own = {code: (_phrases(own.verbs), _phrases(own.harmless)) for code, own in languages.items()}

    def denied(self, text: Text, hits: Sequence[Hit], language: str) -> list[Denial]:
        """Return the denials, in the order of the text; ``language`` is the one that ``text`` is written in."""
        starts = _by_start(hits)
        before = [denial for hit in hits if (denial := self._before(text, hit)) is not None]
        cues = self._cues(text, language, {denial.end for denial in before})
        return [*(denial for cue in cues for denial in self._behind(text, cue, starts)), *before]

    def _cues(self, text: Text, language: str, used: set[int]) -> Iterable[_Cue]:
        """Yield what denies; a phrase in ``used`` spoke of what stands before it: "payments are not needed"."""
        verbs, harmless = self._own.get(language, ({}, {}))
        at = 0
        while at < len(text.tokens):
            behind = _starts_with(text, at, self._after)
            skipped = max(_starts_with(text, at, each) for each in (self._harmless, harmless))
            if skipped := max(skipped, behind if behind in used else 0):
                at = skipped
            elif end := _starts_with(text, at, self._nouns):
                word = text.tokens[at].word
                if not (word in self._excepting and self._is_undone(text, at)):
                    yield _Cue(at, end, False, word)
                at = end
            elif end := _starts_with(text, at, self._verbs) or _starts_with(text, at, verbs):
                yield _Cue(at, end, True, text.tokens[at].word)
                at = end
            elif end := _starts_with(text, at, self._tight):
                yield _Cue(at, end, False, text.tokens[at].word, tight=True)
                at = end
            else:
                at += 1

    def _is_undone(self, text: Text, at: int) -> bool:
        """Say whether "without" is itself denied: what cannot be done without it is needed.

        One that begins anew is not: "no Claude, and without any analytics".
        """
        if text.tokens[at].gap >= Gap.COMMA or (at and text.tokens[at - 1].word in self._either | self._both):
            return False
        for before in range(at - 1, max(-1, at - 1 - _UNDO_REACH), -1):
            if text.tokens[before].word in self._undoing:
                return True
            if text.tokens[before].gap >= Gap.HARD:
                return False
        return False

    def _behind(self, text: Text, cue: _Cue, starts: dict[int, list[Hit]]) -> Iterable[Denial]:
        at = self._first_item(text, cue, starts)
        while at is not None:
            here = starts[at]
            end = _end(here)
            named = self._named_through(text, end, starts)
            if named is not None and not any(hit.is_provider for hit in here):
                here, end = starts[named], _end(starts[named])
            if not self._is_partial(text, end) or any(hit.is_provider for hit in here):
                yield from (Denial(hit, cue.first, hit.end, self._is_weak(text, cue, hit.first)) for hit in here)
            yield from self._sent_to(text, cue, end, starts)
            at = self._next_item(text, cue, end, starts)

    def _first_item(self, text: Text, cue: _Cue, starts: dict[int, list[Hit]]) -> int | None:
        for at in range(cue.end, min(cue.end + _REACH, len(text.tokens))):
            if text.tokens[at].gap >= Gap.COMMA if at == cue.end else self._ends_before_any_item(text, cue, at):
                return None
            if at in starts:
                missed = self._is_a_place(text, cue, at) if cue.verb else cue.tight and _is_loose(starts[at])
                return None if missed and not any(hit.is_provider for hit in starts[at]) else at
            if cue.tight and text.tokens[at].word not in self._fillers:
                return None
        return None

    def _ends_before_any_item(self, text: Text, cue: _Cue, at: int) -> bool:
        token = text.tokens[at]
        if token.gap >= Gap.COMMA:
            return token.gap >= Gap.HARD or self._closing(text, at) != "or"
        if token.word == "and":
            return not cue.verb or (at + 1 < len(text.tokens) and text.tokens[at + 1].word in self._fresh)
        return token.word in self._breaks or token.word in self._without

    def _sent_to(self, text: Text, cue: _Cue, end: int, starts: dict[int, list[Hit]]) -> Iterable[Denial]:
        """Yield the service behind what is denied, as in "never send passwords to Sentry"."""
        if cue.verb and end < len(text.tokens) and text.tokens[end].word in self._places:
            here = starts.get(end + 1, ()) if text.tokens[end].gap <= Gap.SPACE else ()
            yield from (Denial(hit, cue.first, hit.end, weak=True) for hit in here if hit.is_provider)

    def _is_weak(self, text: Text, cue: _Cue, at: int) -> bool:
        """Say whether something else is denied, and this is only where it goes: "no passwords in Sentry"."""
        if cue.tight or not self._is_a_place(text, cue, at):
            return False
        return any(token.word not in self._plain | self._places for token in text.tokens[cue.end : at])

    def _is_a_place(self, text: Text, cue: _Cue, at: int) -> bool:
        before = at - 1
        while before >= cue.end and text.tokens[before].word in self._determiners:
            before -= 1
        return before > cue.end and text.tokens[before].word in self._places

    def _named_through(self, text: Text, end: int, starts: dict[int, list[Hit]]) -> int | None:
        """Return where a provider follows as in "payments with Stripe": then only that way of doing it is denied."""
        for at in range(end, min(end + 3, len(text.tokens))):
            if text.tokens[at].gap > Gap.SPACE:
                return None
            if at > end and any(hit.is_provider for hit in starts.get(at, ())):
                return at
            if text.tokens[at].word not in self._through:
                return None
        return None

    def _next_item(self, text: Text, cue: _Cue, end: int, starts: dict[int, list[Hit]]) -> int | None:
        if end >= len(text.tokens) or text.tokens[end].gap >= Gap.HARD:
            return None
        word = text.tokens[end].word
        if word in self._either:
            return self._item_after(text, end + 1, starts, strict=False)
        if word in self._both:
            return None if cue.word == "no" else self._item_after(text, end + 1, starts, strict=True)
        if text.tokens[end].gap == Gap.COMMA:
            closed_by = self._closing(text, end)
            if closed_by == "or" or (closed_by == "and" and cue.word != "no"):
                return self._item_after(text, end, starts, strict=closed_by == "and")
            return None
        return end if text.tokens[end].gap == Gap.JOIN and end in starts else None

    def _item_after(self, text: Text, at: int, starts: dict[int, list[Hit]], *, strict: bool) -> int | None:
        """Return the list item at ``at``, past small words; ``strict`` ends at a word that opens a new thought."""
        for place in range(at, min(at + 4, len(text.tokens))):
            token = text.tokens[place]
            if place > at and token.gap > Gap.SPACE:
                return None
            if place in starts:
                return place
            if token.word not in self._fillers or (strict and token.word in self._fresh):
                return None
        return None

    def _closing(self, text: Text, at: int) -> str:
        """Return the word that closes the list going on at ``at``, or nothing where no list goes on."""
        for place in range(at, min(at + 14, len(text.tokens))):
            token = text.tokens[place]
            if token.gap >= Gap.HARD:
                return ""
            if token.word in self._either:
                return "or"
            if token.word in self._both:
                return "and"
            if token.word in self._fresh:
                return ""
        return ""

    def _is_partial(self, text: Text, end: int) -> bool:
        """Say whether the denial is about one part only, as in "no login needed to browse"."""
        tokens = text.tokens
        if end < len(tokens) and tokens[end].gap <= Gap.SPACE and tokens[end].word in self._heads:
            return True
        while end < len(tokens) and tokens[end].gap <= Gap.SPACE and tokens[end].word in self._still:
            end += 1
        if end + 1 >= len(tokens) or tokens[end].gap > Gap.SPACE or tokens[end].word not in self._partial:
            return False
        if _starts_with(text, end, self._making):
            return False
        return not any(token.word in self._time for token in tokens[end + 1 : end + 4])

    def _before(self, text: Text, hit: Hit) -> Denial | None:
        """Return the denial that follows what it denies, as in "payments are not needed" or "login-free"."""
        at = hit.end
        if at < len(text.tokens) and text.tokens[at].gap == Gap.JOIN and text.tokens[at].word == "free":
            return Denial(hit, hit.first, at + 1)
        for place in range(at, min(at + 3, len(text.tokens))):
            if text.tokens[place].gap > (Gap.SPACE if place > at else Gap.COMMA):
                return None
            if end := _starts_with(text, place, self._after):
                return None if self._is_partial(text, end) and not hit.is_provider else Denial(hit, hit.first, end)
            if text.tokens[place].word not in self._auxiliaries:
                return None
        return None


def _end(here: Sequence[Hit]) -> int:
    """Return where the list goes on behind these hits."""
    return max(hit.end for hit in here if not hit.loose or _is_loose(here))


def _is_loose(here: Sequence[Hit]) -> bool:
    return all(hit.loose for hit in here)


_Phrases = dict[str, list[tuple[str, ...]]]


def _phrases(phrases: Iterable[str]) -> _Phrases:
    """Group phrases by their first word, the longest first; the words are those that a text is cut into."""
    grouped: _Phrases = {}
    for phrase in sorted({words_of(phrase) for phrase in phrases}, key=len, reverse=True):
        grouped.setdefault(phrase[0], []).append(phrase)
    return grouped


def _starts_with(text: Text, at: int, phrases: _Phrases) -> int:
    """Return the token behind the longest phrase that begins at ``at``, or 0."""
    tokens = text.tokens
    for phrase in phrases.get(tokens[at].word, ()):
        end = at + len(phrase)
        if tuple(token.word for token in tokens[at:end]) != phrase:
            continue
        if all(token.gap <= Gap.SPACE for token in tokens[at + 1 : end]):
            return end
    return 0


def _by_start(hits: Sequence[Hit]) -> dict[int, list[Hit]]:
    """Group the hits by their first token; a provider's phrase hides the needs inside of it."""
    starts: dict[int, list[Hit]] = {}
    inside = {at for hit in hits if hit.is_provider for at in range(hit.first, hit.end)}
    for hit in hits:
        if hit.is_provider or hit.first not in inside:
            starts.setdefault(hit.first, []).append(hit)
    return starts
