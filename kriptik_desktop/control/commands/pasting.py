"""A credential given as whatever was copied: sorts it and says what was found, before anything is saved.

It is said as progress, so that a person sees it also where the save is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kriptik_desktop.acquisition.smart_paste import Sorted
from kriptik_desktop.control.server import Progress
from kriptik_desktop.core.errors import Refused
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.providers.model import Mode, Provider
from kriptik_desktop.services import Services


def sorted_paste(services: Services, provider: Provider, text: Secret, mode: Mode, progress: Progress) -> Sorted:
    """Return the fields found in a text, and tell what was found, what was not, and what was thrown away.

    Raises Refused where none was found.
    """
    pasted = services.acquisition.paste(provider.id, text, mode)
    for line in _said(provider, pasted):
        progress({"note": line})
    if not pasted.values:
        names = ", ".join(each.label for each in provider.person_fields)
        raise Refused(
            "nothing_recognised",
            f"No value of {provider.name} was found in the text. Nothing was saved.",
            f"It needs: {names}. NAME=value lines always work.",
        )
    return pasted


def told(provider: Provider, pasted: Sorted) -> dict[str, Any]:
    """Return the JSON form of what was found: names, never values."""
    return {
        "found": list(pasted.values),
        "not_found": [each.name for each in provider.form_fields if each.name not in pasted.values],
        "notes": [{"level": each.level, "field": each.field, "message": each.message} for each in pasted.notes],
        "unused": pasted.unused,
    }


def _said(provider: Provider, pasted: Sorted) -> Iterator[str]:
    found = [each.label for each in provider.form_fields if each.name in pasted.values]
    missing = [each for each in provider.form_fields if each.name not in pasted.values]
    if found:
        yield f"found: {', '.join(found)}"
    if missing:
        needed = {each.name for each in provider.required_fields}
        yield f"not found: {', '.join(_with_need(each.label, each.name in needed) for each in missing)}"
    yield from (each.message for each in pasted.notes)
    if pasted.unused:
        pieces = "1 piece" if pasted.unused == 1 else f"{pasted.unused} pieces"
        yield f"{pieces} of the text thrown away"


def _with_need(label: str, needed: bool) -> str:
    return label if needed else f"{label} (optional)"
