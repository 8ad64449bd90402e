"""Credentials in the vault behind a window, and what of them can be read on the screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.projects.model import Project, ProjectMode, StackEntry
from kriptik_desktop.vault.model import Actor, CredentialDraft, CredentialInfo, FieldValue, Mode, Overview
from tests.fakes.hands import shown
from tests.fakes.pilot import Pilot
from tests.fakes.provider_servers import GOOD

if TYPE_CHECKING:
    from kriptik_desktop.services import Services

PERSON = Actor("window")


def services_of(pilot: Pilot) -> Services:
    """Return the services behind the window."""
    services = pilot.window.screens.home._services
    assert services is not None
    return services


async def store(
    pilot: Pilot,
    integration: str = "stripe",
    *,
    scope: str = "app",
    mode: Mode = "none",
    account: str = "acct_1",
    values: Mapping[str, str] | None = None,
    **more: Any,
) -> CredentialInfo:
    """Store a credential as a person would have."""
    fields = [FieldValue(name, Secret(text)) for name, text in (values or GOOD[integration]).items()]
    draft = CredentialDraft(Overview(scope, integration, mode, account, **more), fields)
    return await services_of(pilot).vault.save(draft, PERSON)


async def project(
    pilot: Pilot, folder: Path, name: str, integrations: Sequence[str], mode: ProjectMode = "test"
) -> Project:
    """Make a project whose stack has these integrations."""
    stack = [StackEntry(each, "any", f"The description asks for {each}.") for each in integrations]
    return await services_of(pilot).projects.create(name, folder, "An app", stack, mode)


async def open_vault(pilot: Pilot, count: int, size: tuple[int, int] = (1280, 800)) -> None:
    """Go to the vault screen of a window of this size and wait until it lists so many credentials."""
    pilot.view.resize(*size)
    await pilot.press("goVault")
    vault = pilot.window.screens.vault.vault
    await pilot.until(lambda: bool(vault.property("loaded")) and vault.property("count") == count, f"{count} rows")


async def open_passport(pilot: Pilot, credential_id: str) -> None:
    """Choose a credential and wait for its passport."""
    pilot.window.screens.vault.show_credential(credential_id)
    await until_passport(pilot, credential_id)


async def until_passport(pilot: Pilot, credential_id: str) -> None:
    """Wait until the passport of this credential shows."""
    passport = pilot.window.screens.vault.passport
    await pilot.until(lambda: passport.property("credentialId") == credential_id, "the passport")
    await pilot.sees("passportName")


def texts(pilot: Pilot) -> list[str]:
    """Return every text that can be seen."""
    return [str(item.property("text")) for item in shown(pilot.view.contentItem()) if item.property("text")]


def listed(pilot: Pilot) -> list[str]:
    """Return the names and accounts of the credentials that are listed, from the top."""
    rows: Any = pilot.window.screens.vault.vault.property("rows")
    return [f"{row.name} {row.account}".strip() for row in rows.rows]


async def actions(pilot: Pilot) -> list[str]:
    """Return what the audit log has, oldest first."""
    return [entry.action for entry in await services_of(pilot).vault.audit()]
