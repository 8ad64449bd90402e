"""Finds a value that is not this provider's, or a secret in a field that anybody may see; no catalogue file says so.

The catalogue as a whole is the rule: every pattern that another file gives is a shape that this field must not have.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kriptik_desktop.providers.model import Level, Provider
from kriptik_desktop.providers.recognition import Kind, Recogniser

_BEYOND_CHANCE: Final = 5
"""Given characters that no random value begins with by chance."""
_NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class Stranger:
    """Why a value does not belong where it stands."""

    level: Level
    field: str
    message: str


def stranger_in(provider: Provider, name: str, text: str, recogniser: Recogniser) -> Stranger | None:
    """Return why a cleaned value does not belong in a field, or None where nothing speaks against it.

    Refused where the field's own shape is known and another, or a secret would be seen; where nobody knows the field's
    shape, the person may say that it is right.
    """
    field = provider.field(name)
    leading = recogniser.leading(text)
    if field is None or not leading or _is_own(provider, name, leading):
        return None
    if not field.secret and all(each.secret for each in leading):
        message = (
            f"This has the shape of a secret of {_owners(leading, recogniser)}. In this place everybody could see it."
        )
        sure = leading[0].strength >= _BEYOND_CHANCE or any(map(str.isdigit, text))
        return Stranger("refuse" if sure else "confirm", name, message)
    if any(each.provider_id == provider.id for each in leading):
        return None
    fits = _is_own(provider, name, recogniser.kinds_of(text))
    related = any(each.provider_id in provider.same_variables_as for each in leading)
    if fits and (related or not field.secret):
        return None
    sure = field.pattern is not None and not related and (not fits or leading[0].strength >= _BEYOND_CHANCE)
    message = f"This belongs to {_owners(leading, recogniser)}, not to {provider.name}."
    return Stranger("refuse" if sure else "confirm", name, message)


def _is_own(provider: Provider, name: str, kinds: Iterable[Kind]) -> bool:
    return any(each.provider_id == provider.id and each.field == name for each in kinds)


def _owners(leading: tuple[Kind, ...], recogniser: Recogniser) -> str:
    names = list(dict.fromkeys(recogniser.name_of(each.provider_id) for each in leading))
    return " or ".join(names) if len(names) <= _NAMED else f"{', '.join(names[:_NAMED])} or another"
