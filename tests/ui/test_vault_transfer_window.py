"""Import and export in the real window: a file is seen first, stored on request, and nothing leaves in the clear."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtQuick import QQuickItem

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault.service import Vault
from tests.fakes.hands import later
from tests.fakes.pilot import Desk, Pilot, open_window, unlocked
from tests.fakes.provider_servers import GOOD
from tests.fakes.vault_shelf import PERSON, project, services_of, store, texts

pytestmark = pytest.mark.qt

STRIPE = GOOD["stripe"]
OPENAI = GOOD["openai"]["api_key"]
MIXED = f"""STRIPE_SECRET_KEY={STRIPE["secret_key"]}
STRIPE_PUBLIC_KEY={STRIPE["publishable_key"]}
OPENAI_API_KEY={OPENAI}
DEBUG=true
"""


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    path = tmp_path / "old.env"
    path.write_text(MIXED, encoding="utf-8")
    return path


async def open_transfer(pilot: Pilot) -> None:
    await pilot.press("goVault")
    pilot.window.screens.vault.show_page("transfer")
    await pilot.sees("chooseImport")


async def look_into(pilot: Pilot, desk: Desk, file: Path) -> None:
    desk.dialogs.answer = file
    await pilot.press("chooseImport")


def taken(pilot: Pilot) -> list[QQuickItem]:
    """Return the boxes of what would come in."""
    rows = pilot.window.screens.vault.importing.property("found").rows
    boxes = [box for row in rows for box in pilot.items(f"take_{row.key}")]
    return [box for box in boxes if box.property("checked")]


async def stored(vault: Vault) -> dict[str, dict[str, str]]:
    found = [await vault.read(info.id, PERSON) for info in await vault.list()]
    return {
        each.info.overview.integration: {field.name: field.value.reveal() for field in each.fields if field.value}
        for each in found
    }


async def test_a_file_is_seen_first_and_comes_in_on_request(desk: Desk, foreign: Path) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        vault = services_of(pilot).vault
        await open_transfer(pilot)
        await look_into(pilot, desk, foreign)
        await pilot.reads("importSummary", "2 can come in")
        assert await stored(vault) == {}
        on_screen = " ".join(texts(pilot))
        assert "DEBUG" in on_screen
        assert not any(secret in on_screen for secret in (STRIPE["secret_key"], OPENAI))

        assert len(taken(pilot)) == 2
        openai = next(
            row for row in pilot.window.screens.vault.importing.property("found").rows if "OpenAI" in row.service
        )
        await pilot.press(f"take_{openai.key}")
        await pilot.until(lambda: len(taken(pilot)) == 1, "one to be left out")
        await pilot.press("importGo")
        await pilot.reads("importDone", "One credential came in")
        assert await stored(vault) == {"stripe": dict(STRIPE)}

        await pilot.press("deleteSource")
        await pilot.until(lambda: not foreign.exists(), "the file to be gone")
        await pilot.misses("deleteSource")


async def test_what_came_in_may_belong_to_a_project(desk: Desk, foreign: Path, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        services = services_of(pilot)
        notes = await project(pilot, tmp_path / "app", "Notes", ["openai", "stripe"])
        await open_transfer(pilot)
        await look_into(pilot, desk, foreign)
        await pilot.sees("importScope")
        await later(lambda: pilot.window.screens.vault.importing.setPlace(notes.id))
        await pilot.until(lambda: bool(pilot.items("importGo")[0].isEnabled()), "the file to be looked at again")
        await pilot.press("importGo")
        await pilot.reads("importDone", "2 credentials came in")
        assert {info.overview.scope for info in await services.vault.list()} == {notes.id}


async def test_an_entry_nobody_knows_can_be_given_to_a_service(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "odd.json"
    file.write_text(json.dumps({"my_mail_thing": "re_FakeFake_Unrecognisable1234"}), encoding="utf-8")
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        await open_transfer(pilot)
        await look_into(pilot, desk, file)
        await pilot.sees("importRows")
        importing = pilot.window.screens.vault.importing
        row = importing.property("found").rows[0]
        if row.unknown:
            await later(lambda: importing.assign(row.key, "resend"))
        await pilot.until(lambda: len(taken(pilot)) == 1, "the entry to be one that can come in")
        assert importing.property("found").rows[0].service == "Resend"


async def test_bad_files_are_refused_in_words_and_nothing_is_lost(desk: Desk, tmp_path: Path) -> None:
    noise = tmp_path / "noise.bin"
    noise.write_bytes(bytes(range(256)) * 40)
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        await store(pilot, "openai", account="Personal")
        await open_transfer(pilot)
        await look_into(pilot, desk, noise)
        said = await pilot.reads("importError", "Nothing was imported")
        assert "noise" not in said or "bytes" in said
        await look_into(pilot, desk, tmp_path / "missing.env")
        await pilot.reads("importError", "There is no file")
        assert len(await services_of(pilot).vault.list()) == 1


async def test_leaving_and_locking_forget_what_was_read(desk: Desk, foreign: Path) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        await open_transfer(pilot)
        await look_into(pilot, desk, foreign)
        await pilot.sees("importGo")
        await pilot.press("importLeave")
        await pilot.sees("chooseImport")
        importing = pilot.window.screens.vault.importing
        assert importing._preview is None
        await look_into(pilot, desk, foreign)
        await pilot.sees("importGo")
        await pilot.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        await pilot.until(lambda: importing._preview is None, "the dry run to be dropped")
        assert not importing.property("found").rows


async def test_credentials_leave_in_a_kdbx_file_and_a_sealed_copy(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        pilot.view.resize(1280, 800)
        await unlocked(pilot)
        services = services_of(pilot)
        await store(pilot, "openai", account="Personal")
        await open_transfer(pilot)
        await pilot.type("exportPassword", "a long password of its own")
        await pilot.type("exportPasswordAgain", "a long password of its own")
        desk.dialogs.answer = kdbx = tmp_path / "out.kdbx"
        services.vault.presence.end()
        await pilot.press("exportKdbx")
        await pilot.press("reauthenticationConfirm")
        await pilot.reads("exportDone", "One credential is in")
        assert stat.S_IMODE(kdbx.stat().st_mode) == 0o600
        field = await pilot.sees("exportPassword")
        assert field.property("text") == ""

        desk.dialogs.answer = copy = tmp_path / "copy.db"
        await pilot.press("exportCopy")
        await pilot.reads("exportDone", "The vault was copied")
        assert copy.read_bytes().startswith(b"SQLite format 3")
        preview = await services.importer.preview(kdbx, password=Secret("a long password of its own"))
        assert [row.integration for row in preview.rows] == ["openai"]
        assert {entry.action for entry in await services.vault.audit()} >= {"export", "store"}

        await pilot.press("exportCopy")
        await pilot.reads("exportError", "there already")
