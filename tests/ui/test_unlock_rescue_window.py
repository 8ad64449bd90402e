"""A vault file that is damaged or an older copy, a keyring that does not answer, wrong tries: in the real window."""

from __future__ import annotations

import asyncio
import shutil

import pytest
from PySide6.QtCore import Qt

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.services import Services
from kriptik_desktop.vault.crypto import Key
from kriptik_desktop.vault.model import VaultState
from tests.fakes.keyring import MemoryKeyring
from tests.fakes.pilot import Desk, Pilot, keep_kit, open_window, unlocked
from tests.fakes.vault_world import CHEAP, PERSON, stripe

pytestmark = pytest.mark.qt
PASSWORD = "correct horse battery staple"


@pytest.fixture(autouse=True)
def cheap_passwords(desk: Desk) -> None:
    desk.argon2 = CHEAP


class SlowKeyring(MemoryKeyring):
    """Answers when the test lets it, as a locked one does when the person has typed."""

    def __init__(self) -> None:
        super().__init__()
        self.answers = asyncio.Event()
        self.answers.set()

    async def load(self, name: str) -> Key:
        await self.answers.wait()
        return await super().load(name)

    async def unusable_because(self) -> str | None:
        await self.answers.wait()
        return await super().unusable_because()


def services(pilot: Pilot) -> Services:
    found = pilot.window.shell._services
    assert found is not None
    return found


async def with_password(pilot: Pilot) -> str:
    await pilot.press("unlockWay_password")
    await pilot.type("newPassword", PASSWORD)
    await pilot.type("newPasswordAgain", PASSWORD)
    await pilot.press("createVault")
    key = await keep_kit(pilot)
    await pilot.sees("newProject")
    return key


async def unlock(pilot: Pilot, password: str = PASSWORD) -> None:
    await pilot.type("password", password)
    await pilot.press("unlock")


async def older_copy(desk: Desk) -> None:
    """Leave a vault behind whose file is the one from before its credential was stored."""
    file = desk.paths.vault_file
    async with open_window(desk) as pilot:
        await with_password(pilot)
    shutil.copy2(file, desk.home / "copy.db")
    async with open_window(desk) as pilot:
        await unlock(pilot)
        await pilot.sees("newProject")
        await services(pilot).vault.save(stripe(), PERSON)
    shutil.copy2(desk.home / "copy.db", file)


async def test_an_older_copy_says_so_and_a_newer_backup_takes_its_place(desk: Desk) -> None:
    await older_copy(desk)
    async with open_window(desk) as pilot:
        await unlock(pilot)
        await pilot.reads("troubleTitle", "older copy")
        await pilot.reads("troubleFound", "not the one that was last used")
        await pilot.sees("rescueBackup_0")
        assert not pilot.items("rescueField")
        await pilot.press("restoreBackup")
        await pilot.sees("newProject")
        assert len(await services(pilot).vault.list()) == 1


async def test_an_older_copy_is_used_knowingly_and_the_audit_log_says_so(desk: Desk) -> None:
    await older_copy(desk)
    async with open_window(desk) as pilot:
        await unlock(pilot)
        await pilot.press("useOlderCopy")
        await pilot.reads("olderCopyMeans", "is not in it")
        assert services(pilot).vault.state is VaultState.LOCKED
        await pilot.press("useOlderCopy")
        await pilot.sees("newProject")
        assert await services(pilot).vault.list() == []
        assert "older copy accepted" in [entry.action for entry in await services(pilot).vault.audit()]
    async with open_window(desk) as pilot:
        await unlock(pilot)
        await pilot.sees("newProject")


async def test_quitting_before_an_older_copy_changes_nothing(desk: Desk) -> None:
    await older_copy(desk)
    before = desk.paths.vault_file.read_bytes()
    async with open_window(desk) as pilot:
        await unlock(pilot)
        await pilot.press("quitInTrouble")
        await pilot.until(lambda: bool(pilot.window.shell.property("closing")), "the window to close")
    assert desk.paths.vault_file.read_bytes() == before


async def test_a_damaged_file_is_not_a_wrong_password_and_a_backup_opens(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await with_password(pilot)
        await services(pilot).vault.save(stripe(), PERSON)
    damage(desk, 3)
    async with open_window(desk) as pilot:
        await pilot.reads("troubleTitle", "damaged")
        await pilot.reads("troubleFound", "changed from outside")
        assert not pilot.items("useOlderCopy")
        await pilot.type("rescueField", "wrong horse battery staple")
        await pilot.key(Qt.Key.Key_Return)
        await pilot.reads("rescueError", "does not open")
        await pilot.type("rescueField", PASSWORD)
        await pilot.press("restoreBackup")
        await pilot.sees("newProject")
        assert len(await services(pilot).vault.list()) == 1


async def test_damage_that_shows_when_unlocking_is_said_in_its_own_words(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        key = await with_password(pilot)
        await services(pilot).vault.save(stripe(), PERSON)
    damage(desk, desk.paths.vault_file.stat().st_size - 60)
    async with open_window(desk) as pilot:
        await pilot.sees("password")
        await unlock(pilot)
        await pilot.reads("troubleTitle", "damaged")
        await pilot.press("rescueByKit")
        await pilot.type("rescueField", key.lower())
        await pilot.press("restoreBackup")
        await pilot.sees("newProject")


async def test_without_a_backup_a_file_kept_elsewhere_is_taken(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await with_password(pilot)
    place = desk.home / "usb-stick.db"
    shutil.copy2(desk.paths.vault_file, place)
    for each in desk.paths.vault_backups.iterdir():
        each.unlink()
    damage(desk, 3)
    desk.dialogs.answer = place
    async with open_window(desk) as pilot:
        await pilot.reads("noBackup", "no backup")
        assert not pilot.items("restoreBackup")
        await pilot.press("chooseRescueFile")
        await pilot.sees("rescueFile")
        await pilot.type("rescueField", PASSWORD)
        await pilot.press("restoreBackup")
        await pilot.sees("newProject")


async def test_a_keyring_that_does_not_answer_leaves_the_password_usable(desk: Desk) -> None:
    desk.keyring = keyring = SlowKeyring()
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        await services(pilot).vault.ways.set_password(Secret(PASSWORD), PERSON)
    keyring.answers.clear()
    async with open_window(desk) as pilot:
        await pilot.reads("unlockKeyring", "Waiting for the system keyring")
        await pilot.reads("besideKeyring", "master password works at once")
        await unlock(pilot)
        await pilot.sees("newProject")
        await pilot.press("lockVault")
        await pilot.sees("password")
        keyring.answers.set()
        assert services(pilot).vault.state is VaultState.LOCKED
        await pilot.press("unlockKeyring")
        await pilot.sees("newProject")


async def test_a_first_run_does_not_wait_for_a_keyring(desk: Desk) -> None:
    desk.keyring = keyring = SlowKeyring()
    keyring.answers.clear()
    async with open_window(desk) as pilot:
        assert "has not answered" in await pilot.reads("keyringNotice", "keyring")
        await pilot.type("newPassword", PASSWORD)
        keyring.answers.set()
        await pilot.sees("unlockWay_keyring")
        field = await pilot.sees("newPassword")
        assert field.property("text") == PASSWORD
        await pilot.type("newPasswordAgain", PASSWORD)
        await pilot.press("createVault")
        await keep_kit(pilot)
        await pilot.sees("newProject")
        assert await services(pilot).vault.slots() == ("password", "recovery")


async def test_a_wrong_try_says_how_long_the_next_one_waits(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await with_password(pilot)
        await pilot.press("lockVault")
        await unlock(pilot, "wrong horse battery staple")
        error = await pilot.sees("unlockError")
        await pilot.until(lambda: "next try waits 1 second" in str(error.property("hint")), "the wait to be said")
        field = await pilot.sees("password")
        await pilot.until(lambda: "next try begins" in str(field.property("hint")), "the field to say it too")
        await unlock(pilot)
        await pilot.sees("newProject")


async def test_a_write_protected_vault_says_what_can_be_done_with_it(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await with_password(pilot)
        services(pilot).vault._file.read_only = "the disk is write-protected"
        await pilot.press("lockVault")
        await pilot.reads("readOnlyNotice", "can be read and not changed: the disk is write-protected")
        await unlock(pilot)
        await pilot.sees("newProject")


async def test_two_wrong_groups_are_refused_and_the_kit_shows_again(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await pilot.press("createVault")
        await pilot.sees("recoveryKit")
        await pilot.press("keptKit")
        await pilot.type("kitGroup_1", "0000")
        await pilot.type("kitGroup_2", "0000")
        await pilot.press("proveKit")
        await pilot.reads("unlockError", "not as it stands")
        await pilot.press("showKitAgain")
        await keep_kit(pilot)
        await pilot.sees("newProject")
        assert services(pilot).vault.recovery_kept


async def test_the_proof_can_wait_and_is_then_still_asked_for(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await pilot.press("createVault")
        await pilot.press("keptKit")
        await pilot.press("proveKitLater")
        await pilot.sees("newProject")
        assert not services(pilot).vault.recovery_kept


def damage(desk: Desk, at: int) -> None:
    """Change one byte of the vault's file."""
    file = desk.paths.vault_file
    content = bytearray(file.read_bytes())
    content[at] ^= 0xFF
    file.write_bytes(content)
