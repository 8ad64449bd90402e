"""Reads the word lists that ship with the analyser; one file per language, all of them merged.

What people write is data, so that a language or a homonym is added without touching code.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from kriptik_desktop.core.resources import resource


@dataclass(slots=True)
class CategoryWords:
    """What speaks for a category.

    ``near`` words count only beside one of the words that they list, ``parts`` also inside of a longer word, as German
    writes them.
    """

    words: list[str] = field(default_factory=list)
    exact: list[str] = field(default_factory=list)
    products: list[str] = field(default_factory=list)
    not_counting: list[str] = field(default_factory=list)
    near: dict[str, list[str]] = field(default_factory=dict)
    parts: list[str] = field(default_factory=list)
    pairs: list[str] = field(default_factory=list)
    """Two word families that speak for the category where they meet in a sentence."""
    narrow: list[str] = field(default_factory=list)
    """Phrases for a part of the category only: who wants no push notifications may want text messages."""
    context: list[str] = field(default_factory=list)
    """Words that say nothing alone, but make a homonym beside them the service."""
    deeds: list[str] = field(default_factory=list)
    """What such a service does, beside others: "Render runs the backend"."""
    sure_deeds: list[str] = field(default_factory=list)
    """What nothing else does that has such a name: "Neon holds the orders"."""


@dataclass(slots=True)
class NegationWords:
    """What denies, and what only looks like it."""

    nouns: list[str] = field(default_factory=list)
    verbs: list[str] = field(default_factory=list)
    harmless: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    partial: list[str] = field(default_factory=list)
    time: list[str] = field(default_factory=list)
    breaks: list[str] = field(default_factory=list)
    fresh: list[str] = field(default_factory=list)
    undoing: list[str] = field(default_factory=list)
    without: list[str] = field(default_factory=list)
    """What one of ``undoing`` turns around: "nobody can use it without a login"."""
    places: list[str] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)
    """Verbs and objects that leave a denied service denied: "don't deploy it to Vercel"."""
    either: list[str] = field(default_factory=list)
    both: list[str] = field(default_factory=list)
    determiners: list[str] = field(default_factory=list)
    fillers: list[str] = field(default_factory=list)
    """Small words inside of a list of what is denied."""
    through: list[str] = field(default_factory=list)
    """What stands between a need and the provider that it is met by."""
    auxiliaries: list[str] = field(default_factory=list)
    """Small words between what is denied and its denial: "payments will not be needed"."""
    still: list[str] = field(default_factory=list)
    """May follow what is denied before it is said for what: "no login needed to browse"."""
    tight: list[str] = field(default_factory=list)
    """What denies only the name right behind it: "drop Stripe", but not "drop files into the storage"."""
    heads: list[str] = field(default_factory=list)
    """Nouns that take a denial over from the word before them: "no payment problems"."""
    excepting: list[str] = field(default_factory=list)
    """What wants, behind another denial: "no vendor except Anthropic"."""
    making: list[str] = field(default_factory=list)
    """What looks like a part and is the whole: "no sign-in to build"."""
    inside: list[str] = field(default_factory=list)
    """What denies between the two words of a pair: "pay nothing"."""
    nothing: list[str] = field(default_factory=list)
    """What denies right behind a need: "people pay nothing"."""
    ownable: list[str] = field(default_factory=list)
    """Categories of needs that can be met already."""
    own: list[str] = field(default_factory=list)
    """What says that a need is met already: "our own", "we already have"."""
    owned: list[str] = field(default_factory=list)
    """The same behind the need: "is handled by our own"."""


@dataclass(slots=True)
class RejectionWords:
    """What is said of a service that was tried, left or turned down."""

    links: list[str] = field(default_factory=list)
    """Verbs between the service and what is said of it."""
    said: list[str] = field(default_factory=list)
    near: list[str] = field(default_factory=list)
    """What is said of orders and users too: only where the service is the subject."""
    attempts: list[str] = field(default_factory=list)
    """With ``former``: "the old version"."""
    gone: list[str] = field(default_factory=list)
    """Attempts that are over by their name: "the prototype"."""
    it: list[str] = field(default_factory=list)
    """Whole sayings about "it", also in the next sentence."""
    final: list[str] = field(default_factory=list)
    """What says so only as the last word of a clause: "PayPal stays, Stripe goes"."""
    open: list[str] = field(default_factory=list)
    """Behind "was not": participles that leave the matter open."""
    breaks: list[str] = field(default_factory=list)
    moves: list[str] = field(default_factory=list)
    """What stands before the service that takes over from another one: "switched to"."""
    subjects: list[str] = field(default_factory=list)
    """Behind a comma or "and": something else is spoken of."""
    attributes: list[str] = field(default_factory=list)
    """What still speaks of the service there: "the price is too high"."""
    relied: list[str] = field(default_factory=list)
    former: list[str] = field(default_factory=list)
    """With ``relied`` before the service: "the old version used MongoDB"."""
    ago: list[str] = field(default_factory=list)
    """With "used" before the service, this behind it: "used Mailgun until March"."""
    leaving: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    """With ``leaving`` before: "move the records out of Airtable"."""
    left_for: list[str] = field(default_factory=list)
    """The same where a service of the same kind follows: "from Airtable to Postgres"."""
    tried: list[str] = field(default_factory=list)
    turns: list[str] = field(default_factory=list)
    """Behind the service when ``tried`` stands before it: "looked at Stripe, but"."""


@dataclass(slots=True)
class ScopeWords:
    """Headings and labels that turn around, or put off, what stands under them."""

    denied: list[str] = field(default_factory=list)
    alone: list[str] = field(default_factory=list)
    """What denies only as the whole heading: "No:"."""
    harmless: list[str] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    """Headings under which services are named that others use, or that were turned down."""
    optional: list[str] = field(default_factory=list)
    wanted: list[str] = field(default_factory=list)
    """What takes a sentence under such a heading out of it."""
    none: list[str] = field(default_factory=list)
    """Answers behind a label: "Analytics: none"."""


@dataclass(slots=True)
class OptionalWords:
    """What puts a wish off or leaves it open."""

    anywhere: list[str] = field(default_factory=list)
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)


@dataclass(slots=True)
class SenseWords:
    """What tells the service from the ordinary word that it is called by."""

    nouns: list[str] = field(default_factory=list)
    """Behind the name: "Render account"."""
    before: list[str] = field(default_factory=list)
    articles: list[str] = field(default_factory=list)
    deeds: list[str] = field(default_factory=list)
    """What any service does: "Gemini says"."""
    subjects: list[str] = field(default_factory=list)
    """What makes the word a verb: "it loops", "they segment"."""
    english: list[str] = field(default_factory=list)
    """Names that are words in English only."""
    ordinary: dict[str, list[str]] = field(default_factory=dict)
    """By provider: the words that are also ordinary ones."""
    near: dict[str, list[str]] = field(default_factory=dict)
    """By provider: what makes them the service."""


@dataclass(slots=True)
class LanguageWords:
    """The small words that tell a language, and what denies, or does not, in texts of that language alone."""

    marks: list[str] = field(default_factory=list)
    verbs: list[str] = field(default_factory=list)
    harmless: list[str] = field(default_factory=list)


@dataclass(slots=True)
class ComparisonWords:
    """What makes a name a yardstick instead of a wish."""

    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    after_hyphen: list[str] = field(default_factory=list)
    like: list[str] = field(default_factory=list)
    services: list[str] = field(default_factory=list)
    """Before "like Stripe": then it is an example."""


@dataclass(slots=True)
class BindingWords:
    """What may stand between a provider and the need that it serves."""

    forward: list[str] = field(default_factory=list)
    opening: list[str] = field(default_factory=list)
    backward: list[str] = field(default_factory=list)


@dataclass(slots=True)
class TypoWords:
    """What is put right where it is misspelt, and the ordinary words that stay although they look like it."""

    words: list[str] = field(default_factory=list)
    vocabulary: list[str] = field(default_factory=list)
    """Words besides the names that are worth putting right."""
    meant: dict[str, str] = field(default_factory=dict)
    """Frequent slips with what is meant."""


@dataclass(slots=True)
class WordLists:
    """The lists of all languages together."""

    categories: dict[str, CategoryWords] = field(default_factory=dict)
    negation: NegationWords = field(default_factory=NegationWords)
    comparison: ComparisonWords = field(default_factory=ComparisonWords)
    binding: BindingWords = field(default_factory=BindingWords)
    typos: TypoWords = field(default_factory=TypoWords)
    rejection: RejectionWords = field(default_factory=RejectionWords)
    scope: ScopeWords = field(default_factory=ScopeWords)
    optional: OptionalWords = field(default_factory=OptionalWords)
    senses: SenseWords = field(default_factory=SenseWords)
    families: dict[str, list[str]] = field(default_factory=dict)
    """Words that come to the same, by a name that ``pairs`` use."""
    languages: dict[str, LanguageWords] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path | None = None) -> WordLists:
        """Read every file of the shipped lists, or of ``folder``.

        Raises KeyError naming a section or key that the analyser does not know, so that a misspelt one is not lost.
        """
        lists = cls()
        for path in sorted((folder or resource("analysis", "words")).glob("*.toml")):
            document = tomllib.loads(path.read_text(encoding="utf-8"))
            for category, words in document.pop("categories", {}).items():
                _merge(lists.categories.setdefault(category, CategoryWords()), words, f"{path.name}: {category}")
            for family, phrases in document.pop("families", {}).items():
                lists.families.setdefault(family, []).extend(_phrases(phrases))
            own = lists.languages.setdefault(path.stem, LanguageWords())
            _merge(own, document.pop("language", {}), f"{path.name}: language")
            for section, words in document.items():
                if section not in _SECTIONS:
                    raise KeyError(f"{path.name}: unknown section {section}")
                _merge(getattr(lists, section), words, f"{path.name}: {section}")
        return lists


_SECTIONS = {each.name for each in fields(WordLists)} - {"categories", "languages"}


def _merge(target: Any, words: Mapping[str, Any], where: str) -> None:
    known = {each.name for each in fields(target)}
    for key, more in words.items():
        if key not in known:
            raise KeyError(f"{where}: unknown key {key}")
        present = getattr(target, key)
        if isinstance(present, dict):
            for name, said in more.items():
                present[name] = said if isinstance(said, str) else [*present.get(name, ()), *said]
        else:
            present.extend(_phrases(more))


def _phrases(said: list[str] | str) -> list[str]:
    """Return the phrases of a list, or of one text with commas between them, which is read several times as fast."""
    return said if isinstance(said, list) else [phrase for each in said.split(",") if (phrase := each.strip())]
