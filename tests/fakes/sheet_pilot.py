"""What a person does around the credential sheet: asks for it, goes to the provider's page, comes back with a copy."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtQuick import QQuickItem

from kriptik_desktop.projects.model import Project, ProjectMode
from kriptik_desktop.services import Services
from tests.fakes.hands import later
from tests.fakes.pilot import Pilot


def services_of(pilot: Pilot) -> Services:
    """Return the services behind the window."""
    services = pilot.window.screens.sheet._services
    assert services is not None
    return services


async def new_project(pilot: Pilot, folder: Path, mode: ProjectMode = "test") -> Project:
    """Make a project without a stack."""
    return await services_of(pilot).projects.create("Notes", folder, "A place for notes", (), mode)


async def ask_for(pilot: Pilot, project: Project, integration_id: str, reason: str = "The build needs it.") -> None:
    """Open the sheet for a credential that the project asks for."""
    acquisition = services_of(pilot).acquisition
    request = await acquisition.request(project.id, None, integration_id, project.mode, reason)
    sheet = pilot.window.screens.sheet
    await later(lambda: sheet.openRequest(request.id))
    await pilot.sees("credentialSheet")
    await pilot.until(lambda: not sheet.property("busy"), "the sheet to be open")


async def copy(text: str) -> None:
    """Copy something in another program."""
    await later(lambda: QGuiApplication.clipboard().setText(text))


def copied() -> str:
    """Return what the clipboard holds."""
    return QGuiApplication.clipboard().text()


@asynccontextmanager
async def elsewhere(pilot: Pilot) -> AsyncIterator[None]:
    """Be in another window for a while, then come back to KripTik's."""
    other = QWindow()
    await later(other.show)
    await later(other.requestActivate)
    await pilot.until(lambda: not pilot.view.isActive(), "another window to be in front")
    yield
    await later(other.close)
    await later(pilot.view.requestActivate)
    await pilot.until(pilot.view.isActive, "KripTik to be in front")


async def bring(pilot: Pilot, text: str) -> None:
    """Go to another window, copy something there and come back."""
    async with elsewhere(pilot):
        await copy(text)


def sheet_of(pilot: Pilot) -> QQuickItem:
    """Return the sheet that is open."""
    return pilot.items("credentialSheet")[0]
