"""Says whose value a text may be, by its shape alone.

A shape is weighed by the characters that its pattern fixes, so that ``sk-ant-`` beats ``sk-`` and a pattern that would
fit any 32 characters never speaks for a provider.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from kriptik_desktop.providers.catalogue import Catalogue
from kriptik_desktop.providers.model import Field, Provider
from kriptik_desktop.providers.pattern_shape import OPEN, can_be, skeletons, strength

_CERTAIN: Final = 3
"""Given characters from which on a shape speaks for itself."""
_LONGEST: Final = 16_384
_VARIABLE: Final = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)+")
_WORDS: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


@dataclass(frozen=True, slots=True)
class Kind:
    """A value may be this field of this provider."""

    provider_id: str
    field: str
    secret: bool
    certain: bool
    """Whether nobody else's shape says as much about the value."""
    strength: int = 0
    """How many of its characters the provider's pattern fixes."""


@dataclass(frozen=True, slots=True)
class _Shape:
    provider: Provider
    field: Field
    pattern: re.Pattern[str]
    skeletons: tuple[tuple[str, int], ...]

    def strength_of(self, text: str) -> int:
        return max((given for skeleton, given in self.skeletons if can_be(text, skeleton)), default=0)


class Recogniser:
    """Answers for one catalogue; its tables are made at the first question, and no text is kept."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def kinds_of(self, text: str) -> tuple[Kind, ...]:
        """Return which fields' patterns the whole value fits, the one that says most first."""
        value = text.strip()
        if not value or len(value) > _LONGEST:
            return ()
        near = (*self._shapes.get(value[0], ()), *self._shapes.get(OPEN, ()))
        found = [(shape.strength_of(value), shape) for shape in near if shape.pattern.search(value)]
        most = max((given for given, _ in found), default=0)
        leaders = {shape.provider.id for given, shape in found if given == most}
        kinds = (
            Kind(
                shape.provider.id,
                shape.field.name,
                shape.field.secret,
                given == most
                and given >= _CERTAIN
                and leaders <= {shape.provider.id, *shape.provider.same_variables_as},
                given,
            )
            for given, shape in found
        )
        return tuple(sorted(kinds, key=lambda each: -each.strength))

    def leading(self, text: str) -> tuple[Kind, ...]:
        """Return the kinds that say most about a value, one or several alike; none where no shape speaks for itself."""
        kinds = self.kinds_of(text)
        most = kinds[0].strength if kinds else 0
        return tuple(each for each in kinds if each.strength == most) if most >= _CERTAIN else ()

    def fits(self, provider_id: str, text: str) -> tuple[str, ...]:
        """Return the provider's fields whose shape the text has, where nobody else's shape says more about it."""
        return tuple(each.field for each in self.leading(text) if each.provider_id == provider_id)

    def begun_by(self, provider_id: str, text: str) -> tuple[str, ...]:
        """Return the provider's fields whose values begin as this text does, such as a key covered with dots."""
        return tuple(
            shape.field.name
            for shape in (*self._shapes.get(text[:1], ()), *self._shapes.get(OPEN, ()))
            if shape.provider.id == provider_id
            and any(given and text.startswith(_head(skeleton)) for skeleton, given in shape.skeletons)
        )

    def users_of(self, variable: str) -> frozenset[str]:
        """Return the ids of the providers that are known to use a variable of this name."""
        return frozenset(self._variables.get(variable.strip(), ()))

    def spoken_of(self, name: str) -> frozenset[str]:
        """Return the ids of the providers whose id or first name is a word of this name."""
        words = {word.casefold() for word in _WORDS.findall(name)}
        return frozenset(id_ for word in words for id_ in self._ids.get(word, ()))

    def name_of(self, provider_id: str) -> str:
        """Return what a provider is called."""
        return self._catalogue.get(provider_id).name

    @cached_property
    def _shapes(self) -> dict[str, list[_Shape]]:
        table: dict[str, list[_Shape]] = defaultdict(list)
        for provider in self._catalogue.all():
            for field in provider.fields:
                if field.pattern:
                    weighed = tuple((each, strength(each)) for each in skeletons(field.pattern))
                    shape = _Shape(provider, field, re.compile(field.pattern), weighed)
                    firsts = {each[:1] or OPEN for each, _ in weighed}
                    for first in {OPEN} if OPEN in firsts else firsts:
                        table[first].append(shape)
        return dict(table)

    @cached_property
    def _variables(self) -> dict[str, set[str]]:
        table: dict[str, set[str]] = defaultdict(set)
        for provider in self._catalogue.all():
            for field in provider.fields:
                extra = (name for names in field.framework_env.values() for name in names)
                other = (name for name in field.also_called if _VARIABLE.fullmatch(name))
                for name in (*field.env, *extra, *other):
                    table[name].add(provider.id)
        return dict(table)

    @cached_property
    def _ids(self) -> dict[str, set[str]]:
        table: dict[str, set[str]] = defaultdict(set)
        for provider in self._catalogue.all():
            for name in (provider.id, provider.name, *provider.aliases):
                if (word := name.casefold()).isalnum():
                    table[word].add(provider.id)
        return dict(table)


def _head(skeleton: str) -> str:
    return skeleton.partition(OPEN)[0] or OPEN
