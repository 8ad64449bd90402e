"""The words around a paste: what the clipboard holds for a form, and what became of it.

A value shows masked at most; where several were found their labels stand for them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.ui.wording import translated

if TYPE_CHECKING:
    from kriptik_desktop.acquisition.model import Form
    from kriptik_desktop.acquisition.smart_paste import Sorted

_ASSIGNED = re.compile(r"\s*(export\s+|set\s+|\$env:)?[A-Za-z_][A-Za-z0-9_.]*\s*=\s*[^=\s]")


@dataclass(frozen=True, slots=True)
class Offer:
    """What the clipboard holds that belongs into the form; ``detail`` is a masked value, or the labels of several."""

    title: str
    detail: str
    single: bool


@dataclass(frozen=True, slots=True)
class Pasted:
    """What became of a paste."""

    tone: str
    text: str
    hint: str


def is_blob(text: str) -> bool:
    """Tell whether a text is more than one plain value: several lines, an assignment, JSON."""
    body = text.strip()
    return "\n" in body or body.startswith(("{", "[")) or _ASSIGNED.match(body) is not None


def offer_of(form: Form, values: Mapping[str, Secret]) -> Offer:
    """Return how these values, of which there is at least one, are offered."""
    labels = _labels(form, values)
    if len(values) == 1:
        title = translated("On your clipboard: {label}").format(label=labels[0])
        return Offer(title, next(iter(values.values())).masked(), single=True)
    title = translated("{count} values on your clipboard").format(count=len(values))
    return Offer(title, ", ".join(labels), single=False)


def pasted_words(form: Form, found: Sorted) -> Pasted:
    """Return what is said after a paste; what was not used is gone, and only its number is told."""
    notes = " ".join(note.message for note in found.notes)
    if not found.values:
        text = translated("Nothing on the clipboard fits a field of {name}.").format(name=form.title)
        return Pasted("neutral", text, notes or translated("It was left as it is."))
    text = translated("Filled: {labels}.").format(labels=", ".join(_labels(form, found.values)))
    rest = _thrown_away(found.unused)
    cleared = translated("The clipboard was cleared.")
    return Pasted(
        "warning" if found.notes else "success", text, " ".join(part for part in (notes, rest, cleared) if part)
    )


def _thrown_away(count: int) -> str:
    if count == 0:
        return ""
    if count == 1:
        return translated("1 other piece was thrown away.")
    return translated("{count} other pieces were thrown away.").format(count=count)


def _labels(form: Form, names: Collection[str]) -> list[str]:
    """Return the labels of fields in the order of the form."""
    return [each.label for each in form.fields if each.name in names]
