"""The lines of the credential sheet, and what is different where it gives a stored credential new values.

There, a field that is left empty keeps its value: nobody should have to look up a key that did not change.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kriptik_desktop.core.errors import InvalidInput
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.ui.wording import translated

if TYPE_CHECKING:
    from kriptik_desktop.acquisition.model import FormField, SaveResult
    from kriptik_desktop.services import Services
    from kriptik_desktop.vault.model import CredentialInfo


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One line of the form; ``warning`` while typing, ``problem`` after a refusal."""

    name: str
    label: str
    help: str
    hint: str
    example: str
    secret: bool
    required: bool
    provisioned: bool
    multiline: bool
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
        provisioned=field.source == "provisioned",
        multiline=field.multiline,
    )


def kept_row(row: FieldRow) -> FieldRow:
    """Return the line of a field that keeps its value where it is left empty."""
    unchanged = translated("Unchanged, unless you type a new one")
    return replace(row, hint=unchanged, example=unchanged, required=True)


async def stored(services: Services, credential_id: str) -> CredentialInfo:
    """Return a credential that the catalogue has a form for.

    Raises CredentialNotFound, UnknownProvider, VaultIsLocked.
    """
    from kriptik_desktop.vault.credential_errors import CredentialNotFound

    found = next((each for each in await services.vault.list() if each.id == credential_id), None)
    if found is None:
        raise CredentialNotFound(credential_id)
    services.catalogue.get(found.overview.integration)
    return found


async def with_kept(services: Services, info: CredentialInfo, typed: Mapping[str, Secret]) -> dict[str, Secret]:
    """Return what was typed together with the values that stay.

    Raises InvalidInput where nothing was typed.
    """
    from kriptik_desktop.vault.model import Actor

    if not typed:
        raise InvalidInput(
            "credential_nothing_typed",
            translated("Nothing was typed, so there is nothing to replace."),
            translated("Type the new value of at least one field."),
        )
    names = {each.name for each in services.catalogue.get(info.overview.integration).person_fields}
    present = await services.vault.read(info.id, Actor("window", "replacing values"))
    return {each.name: each.value for each in present.fields if each.name in names} | dict(typed)


def saved_words(result: SaveResult, replaced: CredentialInfo | None) -> str:
    """Return what is said of values that were saved; of those that turned out to be another account's, that too."""
    if replaced is None or result.credential is None or result.credential.id == replaced.id:
        return result.message
    beside = translated("They belong to another account, so they are kept beside the credential you had.")
    return f"{result.message} {beside}"
