"""The lines of the credential sheet: one for each field, with what is said of its value.

While one types a line is quiet, looks right, or carries a warning; ``problem`` is what a refusal said of it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kriptik_desktop.ui.wording import translated

if TYPE_CHECKING:
    from kriptik_desktop.acquisition.model import FormField, SaveResult
    from kriptik_desktop.core.secret import Secret
    from kriptik_desktop.providers.checks import Finding


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One line of the form.

    A ``kept`` one may stay empty and keeps its value; ``held`` says how much a hidden value of several lines is.
    """

    name: str
    label: str
    help: str
    hint: str
    example: str
    secret: bool
    required: bool
    checkable: bool
    multiline: bool
    kept: bool = False
    held: str = ""
    good: bool = False
    warning: str = ""
    problem: str = ""


def field_row(field: FormField) -> FieldRow:
    """Return the line of a field that is to be filled."""
    return FieldRow(
        name=field.name,
        label=field.label,
        help=field.help,
        hint=field.hint,
        example=field.example,
        secret=field.secret,
        required=field.required,
        checkable=field.checkable,
        multiline=field.multiline,
    )


def kept_row(row: FieldRow) -> FieldRow:
    """Return the line of a field that keeps its value where it is left empty."""
    unchanged = translated("Unchanged, unless you type a new one")
    return replace(row, hint=unchanged, example=unchanged, required=True, kept=True)


def judged(
    rows: Sequence[FieldRow], values: Mapping[str, Secret], findings: Sequence[Finding], typing: str = ""
) -> list[FieldRow]:
    """Return the lines with what is seen of their values; ``typing`` is a field whose warnings wait until it rests."""
    said = {each.field: each.message for each in reversed(findings)}
    return [_judged(row, values.get(row.name), said.get(row.name, ""), row.name == typing) for row in rows]


def _judged(row: FieldRow, value: Secret | None, message: str, patient: bool) -> FieldRow:
    filled = bool(value and value.reveal().strip())
    held = _held(value) if value and filled and row.multiline and row.secret else ""
    good = filled and row.checkable and not message
    return replace(row, held=held, good=good and not row.problem, warning="" if patient or not filled else message)


def _held(value: Secret) -> str:
    lines = value.reveal().strip().count("\n") + 1
    if lines == 1:
        return translated("1 line, {count} characters").format(count=len(value))
    return translated("{lines} lines, {count} characters").format(lines=lines, count=len(value))


def cleared(rows: Sequence[FieldRow], names: Collection[str]) -> list[FieldRow]:
    """Return the lines without what a refusal said of these fields."""
    return [replace(row, problem="") if row.name in names else row for row in rows]


def refused(rows: Sequence[FieldRow], result: SaveResult, title: str) -> list[FieldRow]:
    """Return the lines with what a refusal says of each."""
    said = {}
    if result.probe.field and result.probe.outcome in ("invalid", "wrong_environment"):
        said[result.probe.field] = translated("Not accepted by {name}.").format(name=title)
    said |= {each.field: each.message for each in result.refused if each.field}
    return [replace(row, problem=said.get(row.name, ""), good=row.good and row.name not in said) for row in rows]
