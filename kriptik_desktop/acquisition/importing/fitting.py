"""Decides which value of a foreign entry is which field of a provider: by name, else by shape, else by being alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from kriptik_desktop.acquisition.importing.reading import ForeignField, LeftOut
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.providers.checks import check_format, check_pairing, clean
from kriptik_desktop.providers.model import Field, Provider

_MAIN: Final = frozenset({"password", "credential", "secret", "key", "token", "apikey", "apitoken", "value"})
"""What password managers and people call the one value of an entry."""


@dataclass(frozen=True, slots=True)
class Fit:
    """The values by the provider's field names, and those that are none of its."""

    given: Mapping[str, Secret]
    left_out: tuple[LeftOut, ...]


def fit(provider: Provider, fields: Iterable[ForeignField], *, keys: bool) -> Fit:
    """Return which value is which field; ``keys`` says that the entry is known to hold keys, not a person's login."""
    waiting = [each for each in fields if clean(each.value.reveal())]
    given: dict[str, Secret] = {}
    for choose in (_by_name, _by_shape, _as_the_only_one if keys else _nobody):
        rest: list[ForeignField] = []
        for each in waiting:
            free = [one for one in provider.fields if one.name not in given]
            found = choose(provider, free, each)
            if found is None:
                rest.append(each)
            else:
                given[found.name] = each.value
        waiting = rest
    reason = f"it is none of {provider.name}'s values"
    return Fit(given, tuple(LeftOut(each.name, reason) for each in waiting))


def _by_name(_provider: Provider, free: list[Field], value: ForeignField) -> Field | None:
    wanted = _plain(value.name)
    for field in free:
        extra = (name for names in field.framework_env.values() for name in names)
        if wanted in {_plain(name) for name in (field.name, field.label, *field.env, *extra)}:
            return field
    return None


def _by_shape(provider: Provider, free: list[Field], value: ForeignField) -> Field | None:
    text = value.value.reveal()
    shaped = [each for each in free if each.pattern is not None and check_format(each, text) is None]
    fitting = [each for each in shaped if not _refused(provider, each, value.value)]
    return fitting[0] if len(fitting) == 1 else None


def _as_the_only_one(_provider: Provider, free: list[Field], value: ForeignField) -> Field | None:
    shapeless = [each for each in free if each.secret and each.required and each.pattern is None]
    return shapeless[0] if len(shapeless) == 1 and _plain(value.name) in _MAIN else None


def _nobody(_provider: Provider, _free: list[Field], _value: ForeignField) -> Field | None:
    return None


def _refused(provider: Provider, field: Field, value: Secret) -> bool:
    findings = check_pairing(provider, {field.name: value})
    return any(each.level == "refuse" and each.field == field.name for each in findings)


def _plain(name: str) -> str:
    return "".join(sign for sign in name.casefold() if sign.isalnum())
