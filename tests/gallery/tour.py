"""A walk through the real app, with providers on loopback and a throw-away home; every stop can be a picture.

``python -m tests.gallery`` runs it in a process of its own: ``-m tests.gallery.tour FOLDER WIDTH HEIGHT [stops]``.
"""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMetaObject, Qt
from PySide6.QtQuick import QQuickItem, QQuickWindow

from kriptik_desktop.core.crash import CrashLog
from kriptik_desktop.ui.window import Launch, Window
from tests.fakes.hands import later, shown
from tests.fakes.pilot import Desk, Pilot, keep_kit, open_window
from tests.fakes.provider_servers import GOOD, ProviderServers, provider_servers
from tests.gallery.drawing import keep, on_qt_loop, still
from tests.gallery.vault_walk import see_the_vault

README = ("home", "stack", "sheet", "build", "vault", "vault-safety")
PROMPT = "A SaaS with Stripe subscriptions, Google sign-in, a Supabase database and GPT summaries of meeting notes"
LONG = (
    "A place where teachers of small music schools plan lessons, charge families monthly with Stripe, send reminders "
    "by mail through Resend, and let Claude turn scattered notes about each pupil into a short letter to the parents. "
    "Families sign in with Google. Everything is kept in Supabase, and exports are made each night."
)
NEEDED = {"stripe": "Stripe", "google-oauth": "Google Sign-In", "supabase": "Supabase", "openai": "OpenAI"}


class Tour:
    """One walk; a stop that is not wanted is passed without a picture."""

    def __init__(self, wanted: argparse.Namespace, servers: ProviderServers) -> None:
        self._folder, self._stops = wanted.folder, wanted.stops
        self._size, self._servers = (wanted.width, wanted.height), servers
        config = f"{servers.config_toml()}\n[builds]\nrun_project_checks = false\n[credentials]\ncheck_daily = false\n"
        self.desk = Desk(Path.home() / ".local" / "share" / "kriptik", config)

    async def walk(self) -> None:
        """See every screen in every state."""
        await self.starting()
        await self.unlocking_without_keyring()
        async with self._window() as pilot:
            await self.first_run(pilot)
            await self.describing(pilot)
            await self.building(pilot)
            await self.giving(pilot)
            await see_the_vault(pilot, self.desk, self.stop)
            await self.several(pilot)
            await self.failing(pilot)
            await self.finding(pilot)
            await self.locking(pilot)

    async def starting(self) -> None:
        """The first frame, before anything is open, and a start that is refused."""
        paths, crash = self.desk.paths, CrashLog()
        window = Window(Launch(paths, True, crash), lambda: None)
        self._resize(window.view)
        await window.first_frame()
        await self._shoot(window.view, "starting")
        window.shell.fail(
            "KripTik cannot open its data, because another version of it is running.",
            "Close the other window, then start KripTik again.",
        )
        await self._shoot(window.view, "starting-failed")
        await window.take_down()

    async def unlocking_without_keyring(self) -> None:
        """First run where the system offers no keyring."""
        self.desk.keyring.broken = "this system offers none"
        async with self._window() as pilot:
            await pilot.sees("newPassword")
            await self.stop(pilot, "unlock-no-keyring")
        self.desk.keyring.broken = ""

    async def first_run(self, pilot: Pilot) -> None:
        """Make the vault."""
        await pilot.sees("createVault")
        await self.stop(pilot, "unlock-create")
        await pilot.press("unlockWay_password")
        await pilot.type("newPassword", "correct horse battery staple")
        await pilot.type("newPasswordAgain", "correct horse")
        await self.stop(pilot, "unlock-password")
        await pilot.press("unlockWay_keyring")
        await pilot.press("createVault")
        await pilot.sees("recoveryKit")
        await self.stop(pilot, "unlock-kit")
        self.desk.dialogs.answer = Path.home() / "no" / "kit.txt"
        await pilot.press("saveKit")
        await pilot.reads("unlockError", "could not be written")
        await self.stop(pilot, "unlock-kit-error")
        await keep_kit(pilot)
        await pilot.sees("newProject")
        await self.stop(pilot, "home-empty")

    async def describing(self, pilot: Pilot) -> None:
        """Describe an app and see its stack."""
        await pilot.press("newProject")
        await pilot.sees("prompt")
        await self.stop(pilot, "stack-empty")
        await pilot.type("prompt", "A shop with payments, mail and AI")
        await pilot.sees("addFromCatalogue")
        await self.stop(pilot, "stack-choices")
        await pilot.type("prompt", PROMPT)
        for integration in NEEDED:
            await pilot.sees(f"tile_{integration}")
        await pilot.type("projectName", "Meeting notes")
        await pilot.type("projectFolder", "~/meeting-notes")
        await self.stop(pilot, "stack")
        await pilot.press("addFromCatalogue")
        await pilot.sees("catalogueSearch")
        await self.stop(pilot, "stack-catalogue")
        await pilot.press("addFromCatalogue")

    async def building(self, pilot: Pilot) -> None:
        """Start the build, which waits for credentials."""
        await pilot.press("startBuild")
        await pilot.reads("buildStatus", "Waiting for credentials")
        await self.stop(pilot, "build-waiting")
        await pilot.press("leaveBuild")
        for name in NEEDED.values():
            await pilot.sees(f"addCredentials_{name}")
        await self.stop(pilot, "home")

    async def giving(self, pilot: Pilot) -> None:
        """Give the credentials, once wrongly and once with the provider out of reach, and see the build end."""
        await pilot.press("addCredentials_Stripe")
        await pilot.sees("field_secret_key")
        await self.stop(pilot, "sheet-empty")
        await self._fill(pilot, "stripe")
        await pilot.press("fetchCredentials")
        await pilot.sees("steps")
        await self.stop(pilot, "sheet-steps")
        await pilot.type("field_secret_key", "sk_test_51WrongWrongWrong")
        await pilot.press("saveCredentials")
        await pilot.reads("sheetMessage", "Invalid API Key provided")
        await self.stop(pilot, "sheet")
        await self._fill(pilot, "stripe")
        self._servers.stripe.weather = "down"
        await pilot.press("saveCredentials")
        await pilot.sees("saveUnverified")
        await self.stop(pilot, "sheet-unreachable")
        self._servers.stripe.weather = "fair"
        await self._save(pilot)
        await pilot.press("addCredentials_Google Sign-In")
        await self.stop(pilot, "sheet-google")
        await self._fill(pilot, "google-oauth")
        await self._save(pilot)
        await pilot.press("project_Meeting notes")
        for integration in ("supabase", "openai"):
            await pilot.press(f"buildAdd_{NEEDED[integration]}")
            await self._fill(pilot, integration)
            await self._save(pilot)
        await pilot.reads("buildStatus", "Complete")
        await self.stop(pilot, "build")
        await pilot.press("leaveBuild")
        await pilot.sees("newProject")
        await self.stop(pilot, "home-done")

    async def several(self, pilot: Pilot) -> None:
        """A second project with long words, beside the first."""
        await pilot.press("newProject")
        await pilot.type("prompt", LONG)
        for integration in ("stripe", "resend", "anthropic", "google-oauth", "supabase"):
            await pilot.sees(f"tile_{integration}")
        await pilot.type("projectName", "Lessons, letters and monthly invoices for small music schools")
        await pilot.type("projectFolder", "~/projects/music-schools/lessons-letters-and-invoices")
        await self.stop(pilot, "stack-long")
        await pilot.press("startBuild")
        await pilot.reads("buildStatus", "Waiting for credentials")
        await self.stop(pilot, "build-long")
        await pilot.press("leaveBuild")
        await pilot.sees("newProject")
        await self.stop(pilot, "home-several")

    async def failing(self, pilot: Pilot) -> None:
        """A build whose folder is lost while it waits."""
        folder = Path.home() / "contact-form"
        await pilot.press("newProject")
        await pilot.type("prompt", "A contact form whose messages Resend mails to the team")
        await pilot.sees("tile_resend")
        await pilot.type("projectName", "Contact form")
        await pilot.type("projectFolder", "~/contact-form")
        await pilot.press("startBuild")
        await pilot.reads("buildStatus", "Waiting for credentials")
        folder.rename(folder.with_name("moved-away"))
        folder.write_text("Not a folder any more.\n", encoding="utf-8")
        await pilot.press("buildAdd_Resend")
        await self._fill(pilot, "resend")
        await self._save(pilot)
        await pilot.reads("buildStatus", "Failed")
        await self.stop(pilot, "build-failed")
        await pilot.press("leaveBuild")
        await pilot.sees("newProject")
        await self.stop(pilot, "home-failed")

    async def finding(self, pilot: Pilot) -> None:
        """Everything that can be done, by its name."""
        await pilot.key(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        await pilot.sees("paletteField")
        await self.stop(pilot, "palette")
        await pilot.type("paletteField", "cred")
        await self.stop(pilot, "palette-found")
        await pilot.key(Qt.Key.Key_Escape)
        await pilot.misses("palette")

    async def locking(self, pilot: Pilot) -> None:
        """Lock the vault, whose key the keyring then no longer holds."""
        self.desk.keyring.items.clear()
        await pilot.press("lockVault")
        await pilot.until(lambda: pilot.window.shell.property("screen") == "unlock", "the vault to be locked")
        await self.stop(pilot, "unlock-locked")
        await pilot.press("otherWay")
        await pilot.type("recoveryKey", "WRONG-WRONG-WRONG-WRONG")
        await pilot.press("unlock")
        await pilot.sees("unlockError")
        await self.stop(pilot, "unlock-wrong")

    async def stop(self, pilot: Pilot, name: str) -> None:
        """Take a picture, without the passing words of what was done on the way there."""
        await self._hush(pilot)
        await self._shoot(pilot.view, name)

    async def _shoot(self, view: QQuickWindow, name: str) -> None:
        if not self._stops or name in self._stops:
            keep(await still(view), self._folder / f"{name}.png")

    async def _hush(self, pilot: Pilot) -> None:
        toast = pilot.window.view.findChild(QQuickItem, "toast")
        closers = [item for item in shown(toast) if item.objectName().endswith("Close")] if toast else []
        for each in closers:
            await later(partial(QMetaObject.invokeMethod, each, "click"))
        await pilot.until(lambda: toast is None or not toast.isVisible(), "the toasts to go")

    async def _fill(self, pilot: Pilot, integration: str) -> None:
        for name, text in GOOD[integration].items():
            await pilot.type(f"field_{name}", text)

    async def _save(self, pilot: Pilot) -> None:
        await pilot.press("saveCredentials")
        await pilot.misses("credentialSheet")

    def _resize(self, view: QQuickWindow) -> None:
        view.resize(*self._size)

    @asynccontextmanager
    async def _window(self) -> AsyncIterator[Pilot]:
        async with open_window(self.desk) as pilot:
            self._resize(pilot.view)
            await pilot.until(lambda: (pilot.view.width(), pilot.view.height()) == self._size, "the window's size")
            pilot.view.requestActivate()
            await pilot.until(pilot.view.isActive, "the window to be active")
            yield pilot


async def _walk(arguments: argparse.Namespace) -> None:
    async with provider_servers() as servers, asyncio.timeout(300):
        await Tour(arguments, servers).walk()


def main() -> None:
    """Walk once."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("width", type=int)
    parser.add_argument("height", type=int)
    parser.add_argument("stops", nargs="*", help="the pictures wanted; all where none is named")
    arguments = parser.parse_args()
    on_qt_loop(lambda: _walk(arguments))


if __name__ == "__main__":
    main()
