"""What is different where the credential sheet gives a stored credential new values.

There, a field that is left empty keeps its value: nobody should have to look up a key that did not change.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kriptik_desktop.core.errors import InvalidInput
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.ui.dates import date_words
from kriptik_desktop.ui.wording import translated

if TYPE_CHECKING:
    from kriptik_desktop.acquisition.model import SaveResult
    from kriptik_desktop.services import Services
    from kriptik_desktop.vault.model import CredentialInfo, Overview


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


def why_renewed(overview: Overview, name: str, now_ms: int) -> str:
    """Return why new values are wanted, in a sentence; ``now_ms`` is UTC milliseconds."""
    return _what_is_wrong(overview, name, now_ms) or translated("New values for a saved credential.")


def renewal_note(name: str) -> str:
    """Return where the new values are found and what becomes of the present ones."""
    text = translated(
        "Get the new values from the {name} dashboard. They become a new version; the present one is kept."
    )
    return text.format(name=name)


def _what_is_wrong(overview: Overview, name: str, now_ms: int) -> str:
    expires = overview.expires_at
    if expires is not None and expires <= now_ms:
        return translated("The present key expired on {date}.").format(date=date_words(expires))
    if overview.status == "expired":
        return translated("{name} says that the present key has expired.").format(name=name)
    if overview.status != "invalid":
        return ""
    if overview.validated_at is None:
        return translated("{name} does not accept the present key.").format(name=name)
    date = date_words(overview.validated_at)
    return translated("{name} last accepted the present key on {date}.").format(name=name, date=date)


def saved_words(result: SaveResult, replaced: CredentialInfo | None) -> str:
    """Return what is said of values that were saved; of those that turned out to be another account's, that too."""
    if replaced is None or result.credential is None or result.credential.id == replaced.id:
        return result.message
    beside = translated("They belong to another account, so they are kept beside the credential you had.")
    return f"{result.message} {beside}"
