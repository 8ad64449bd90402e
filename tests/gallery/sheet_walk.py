"""The credential sheet as pictures: the forms of the ten providers of plan 1C.4, and every state of one of them.

``python -m tests.gallery.sheet_walk FOLDER`` draws all in three sizes, each in a process of its own.
"""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from PySide6.QtCore import Qt

from kriptik_desktop.projects.model import Project
from kriptik_desktop.ui.sheet_rows import FieldRow
from tests.fakes.pilot import Desk, Pilot, open_window, unlocked
from tests.fakes.provider_servers import GOOD, ProviderServers, provider_servers
from tests.fakes.sheet_pilot import ask_for, bring, copy, new_project, services_of
from tests.gallery.drawing import draw, keep, on_qt_loop, settled

SIZES = ((1280, 800, 1.0), (1920, 1080, 1.0), (1280, 800, 1.5), (854, 534, 1.5))
FORMS = {
    "stripe": "The plan of the app has paid subscriptions.",
    "openai": "The plan of the app has GPT summaries.",
    "anthropic": "The plan of the app lets Claude write letters.",
    "runpod": "The plan of the app trains a model on a rented GPU.",
    "supabase": "The plan of the app keeps its data in Supabase.",
    "vercel": "The plan of the app is put online by Vercel.",
    "huggingface": "The plan of the app pushes its model to a Space.",
    "turso": "The plan of the app keeps its data in SQLite at the edge.",
    "aws-s3": "The plan of the app stores uploaded pictures.",
    "google-oauth": "The plan of the app has Google sign-in.",
    "firebase": "The plan of the app sends push messages.",
}
BLOB = (
    "# from the dashboard\n"
    f"STRIPE_PUBLISHABLE_KEY={GOOD['stripe']['publishable_key']}\n"
    f"STRIPE_SECRET_KEY={GOOD['stripe']['secret_key']}\n"
    "PORT=3000\nDATABASE_URL=postgres://localhost/notes\n"
)


class SheetWalk:
    """One walk in one size."""

    def __init__(self, wanted: argparse.Namespace, servers: ProviderServers) -> None:
        self._folder, self._stops = wanted.folder, wanted.stops
        self._size, self._servers = (wanted.width, wanted.height), servers
        self._desk = Desk(Path.home() / ".local" / "share" / "kriptik", servers.config_toml())

    async def walk(self) -> None:
        """See everything."""
        async with self._window() as pilot:
            await unlocked(pilot)
            self._project = await new_project(pilot, Path.home() / "notes")
            for integration, reason in FORMS.items():
                await self._open(pilot, integration, reason)
                await self._stop(pilot, f"form-{integration}")
                await self._close(pilot)
            live = await new_project(pilot, Path.home() / "shop", "live")
            await ask_for(pilot, live, "stripe", FORMS["stripe"])
            await self._stop(pilot, "form-live")
            await self._close(pilot)
            await self._fetching(pilot)
            await self._typing(pilot)
            await self._outcomes(pilot)
            await self._rights(pilot)
            await self._renewing(pilot, self._project)

    async def _fetching(self, pilot: Pilot) -> None:
        await self._open(pilot, "stripe")
        await pilot.press("fetchCredentials")
        await pilot.sees("steps")
        await self._stop(pilot, "fetched")
        await bring(pilot, GOOD["stripe"]["secret_key"])
        await pilot.sees("takeOffer")
        await self._stop(pilot, "offer")
        await pilot.press("takeOffer")
        await pilot.sees("pasteDone")
        await self._stop(pilot, "pasted-one")
        await bring(pilot, BLOB)
        await pilot.sees("takeOffer")
        await self._stop(pilot, "offer-several")
        await pilot.press("declineOffer")
        await pilot.press("pasteAll")
        await pilot.reads("pasteDone", "Filled")
        await self._stop(pilot, "pasted-several")
        await copy("Nothing that belongs here")
        await pilot.press("pasteAll")
        await pilot.reads("pasteDone", "Nothing")
        await self._stop(pilot, "pasted-nothing")
        await self._close(pilot)

    async def _typing(self, pilot: Pilot) -> None:
        await self._open(pilot, "stripe")
        await pilot.type("field_publishable_key", "pk_live_51FakeAccount0000000000a1b2")
        await pilot.type("field_secret_key", GOOD["stripe"]["secret_key"])
        await pilot.until(lambda: sum(bool(row.warning) for row in self._rows(pilot)) == 2, "both warnings")
        await self._stop(pilot, "typed-mixed")
        await pilot.press("saveCredentials")
        await pilot.sees("sheetMessage")
        await self._stop(pilot, "refused-here")
        await self._close(pilot)
        await self._open(pilot, "firebase")
        await copy("-----BEGIN PRIVATE KEY-----\n" + "FakeFakeFake\n" * 26 + "-----END PRIVATE KEY-----\n")
        await pilot.focus("field_private_keyArea")
        await pilot.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        await pilot.sees("field_private_keyHeld")
        await self._stop(pilot, "covered")
        await pilot.press("field_private_keyReveal")
        await pilot.sees("field_private_keyArea")
        await self._stop(pilot, "uncovered")
        await self._close(pilot)
        await self._open(pilot, "slack")
        await pilot.type("field_bot_token", "xoxp-1234567890-1234567890123-FakeFakeFakeFakeFakeFake")
        if pilot.items("field_signing_secret"):
            await pilot.type("field_signing_secret", "0123456789abcdef0123456789abcdef")
        await pilot.press("saveCredentials")
        await pilot.sees("sheetMessage")
        await self._stop(pilot, "confirm")
        await self._close(pilot)

    async def _outcomes(self, pilot: Pilot) -> None:
        stripe = self._servers.stripe
        await self._open(pilot, "stripe")
        await self._fill(pilot, "sk_test_51WrongWrongWrongWrong")
        await pilot.press("saveCredentials")
        await pilot.reads("sheetMessage", "Invalid API Key")
        await self._stop(pilot, "wrong-key")
        stripe.http.trouble = "hang"
        await self._fill(pilot, GOOD["stripe"]["secret_key"])
        await pilot.press("saveCredentials")
        await pilot.sees("stopCheck")
        await self._stop(pilot, "checking")
        await pilot.press("stopCheck")
        await pilot.reads("sheetMessage", "Nothing was saved")
        await self._stop(pilot, "stopped")
        stripe.http.trouble = None
        stripe.weather = "down"
        await pilot.press("saveCredentials")
        await pilot.sees("saveUnverified")
        await self._stop(pilot, "unchecked")
        await self._close(pilot)
        hub = self._servers["huggingface"]
        hub.weather = "rate_limited"
        await self._open(pilot, "huggingface")
        await pilot.type("field_token", hub.good["token"])
        await pilot.press("saveCredentials")
        await pilot.reads("saveCredentials", "Check again in")
        await self._stop(pilot, "rate-limited", at_rest=False)
        hub.weather = "fair"
        await self._close(pilot)
        await stripe.http.close()
        await self._open(pilot, "stripe")
        await self._fill(pilot, GOOD["stripe"]["secret_key"])
        await pilot.press("saveCredentials")
        await pilot.sees("saveUnverified")
        await self._stop(pilot, "offline")
        await pilot.press("saveUnverified")
        await pilot.misses("credentialSheet")

    async def _rights(self, pilot: Pilot) -> None:
        hub = self._servers["huggingface"]
        await self._open(pilot, "huggingface")
        await pilot.press("weakestKey")
        await pilot.sees("weakestSteps")
        await self._stop(pilot, "rights-wanted")
        hub.keys[hub.good["token"]] = "read"
        await pilot.type("field_token", hub.good["token"])
        await pilot.press("saveCredentials")
        await pilot.sees("leaveSheet")
        await self._stop(pilot, "rights-lacking")
        await pilot.press("leaveSheet")
        await pilot.misses("credentialSheet")

    async def _renewing(self, pilot: Pilot, project: Project) -> None:
        services = services_of(pilot)
        info = next(each for each in await services.vault.list() if each.overview.integration == "stripe")
        from kriptik_desktop.vault.model import Actor

        then = services.clock.now_ms() - 3 * 24 * 3_600_000
        await services.vault.update_overview(info.id, {"status": "expired", "expires_at": then}, Actor("window"))
        pilot.window.screens.sheet.openCredential(info.id)
        await pilot.sees("field_secret_key")
        await self._stop(pilot, "renewing")
        await self._close(pilot)

    async def _open(self, pilot: Pilot, integration: str, reason: str = "The plan of the app needs it.") -> None:
        await ask_for(pilot, self._project, integration, reason)

    async def _close(self, pilot: Pilot) -> None:
        await pilot.press("cancelSheet")
        await pilot.misses("credentialSheet")

    async def _fill(self, pilot: Pilot, secret: str) -> None:
        await pilot.type("field_publishable_key", GOOD["stripe"]["publishable_key"])
        await pilot.type("field_secret_key", secret)

    def _rows(self, pilot: Pilot) -> Sequence[FieldRow]:
        return pilot.window.screens.sheet._fields.rows.rows

    async def _stop(self, pilot: Pilot, name: str, *, at_rest: bool = True) -> None:
        if not self._stops or name in self._stops:
            if not at_rest:
                await asyncio.sleep(0.5)
            keep(await settled(pilot.view) if at_rest else pilot.view.grabWindow(), self._folder / f"{name}.png")

    @asynccontextmanager
    async def _window(self) -> AsyncIterator[Pilot]:
        async with open_window(self._desk) as pilot:
            pilot.view.resize(*self._size)
            await pilot.until(lambda: (pilot.view.width(), pilot.view.height()) == self._size, "the window's size")
            pilot.view.requestActivate()
            await pilot.until(pilot.view.isActive, "the window to be active")
            yield pilot


async def _walk(arguments: argparse.Namespace) -> None:
    async with provider_servers() as servers, asyncio.timeout(600):
        await SheetWalk(arguments, servers).walk()


def main() -> int:
    """Walk once in this process where a size is given, else in all sizes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("width", type=int, nargs="?")
    parser.add_argument("height", type=int, nargs="?")
    parser.add_argument("stops", nargs="*", help="the pictures wanted; all where none is named")
    arguments = parser.parse_args()
    if arguments.width:
        on_qt_loop(lambda: _walk(arguments))
        return 0
    results = []
    for width, height, scale in SIZES:
        place = arguments.folder.absolute() / f"{width}x{height}-{scale:g}"
        results.append(draw("tests.gallery.sheet_walk", "gpu", scale, str(place), str(width), str(height)))
    return max(results)


if __name__ == "__main__":
    raise SystemExit(main())
