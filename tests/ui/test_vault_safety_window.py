"""The safety page in the real window on a real vault: ways, kits, keys, backups, the check, and the end."""

from __future__ import annotations

import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault.model import VaultState
from tests.fakes.pilot import Desk, Pilot, open_window, unlocked
from tests.fakes.vault_world import CHEAP, PERSON, stripe

if TYPE_CHECKING:
    from kriptik_desktop.services import Services

pytestmark = pytest.mark.qt
PASSWORD = "correct horse battery staple"


@pytest.fixture(autouse=True)
def _cheap_passwords(desk: Desk) -> None:
    desk.argon2 = CHEAP


def services_of(pilot: Pilot) -> Services:
    services = pilot.window.screens.home._services
    assert services is not None
    return services


async def safety_page(pilot: Pilot) -> None:
    """Go to the page as somebody of whom the vault has not heard for a while."""
    await unlocked(pilot)
    services_of(pilot).vault.presence.end()
    await pilot.press("goVault")
    await pilot.press("vaultPages_safety")
    await pilot.sees("way_keyring")


async def confirm(pilot: Pilot) -> None:
    """Show that one is there, by the keyring, which is the only way of a fresh vault."""
    await pilot.press("reauthenticationConfirm")
    await pilot.misses("reauthenticationSheet")


async def kinds(pilot: Pilot) -> list[str]:
    return [way.kind for way in await services_of(pilot).vault.ways.list()]


async def set_password(pilot: Pilot, password: str = PASSWORD) -> None:
    await pilot.press("setPassword")
    await pilot.type("safetyPassword", password)
    await pilot.type("safetyPasswordAgain", password)
    await pilot.press("goVaultSheet")


async def test_the_last_daily_way_stays_and_says_why(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await safety_page(pilot)
        await pilot.reads("wayKept_keyring", "The only daily way")
        assert not (await pilot.sees("remove_keyring")).isEnabled()
        await set_password(pilot)
        await confirm(pilot)
        await pilot.misses("safetySheet")
        await pilot.reads("wayState_password", "In use")
        await pilot.press("remove_keyring")
        await pilot.reads("removalWords", "deleted from the keyring")
        await pilot.press("goVaultSheet")
        await pilot.reads("wayState_keyring", "Not set up")
        assert await kinds(pilot) == ["password", "recovery"]
        assert not desk.keyring.items
        assert not (await pilot.sees("remove_password")).isEnabled()
        await pilot.press("addKeyring")
        await pilot.reads("wayState_keyring", "In use")
        assert await kinds(pilot) == ["keyring", "password", "recovery"]


async def test_a_new_password_is_typed_twice_and_judged_here(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await safety_page(pilot)
        await pilot.press("setPassword")
        go = await pilot.sees("goVaultSheet")
        await pilot.type("safetyPassword", "short")
        await pilot.reads("safetyStrengthWords", "At least 8")
        await pilot.type("safetyPassword", "password")
        await pilot.reads("safetyStrengthWords", "Weak")
        await pilot.type("safetyPassword", PASSWORD)
        await pilot.reads("safetyStrengthWords", "Strong")
        await pilot.type("safetyPasswordAgain", "correct horse")
        assert not go.isEnabled()
        await pilot.type("safetyPasswordAgain", PASSWORD)
        await pilot.press("goVaultSheet")
        await pilot.press("reauthenticationCancel")
        await pilot.reads("vaultSheetError", "Nothing was done")
        assert await kinds(pilot) == ["keyring", "recovery"]
        await pilot.press("goVaultSheet")
        await confirm(pilot)
        await pilot.misses("safetySheet")
        await services_of(pilot).vault.unlock_with_password(Secret(PASSWORD), PERSON)


async def shown_kit(pilot: Pilot) -> list[str]:
    return [str((await pilot.sees(f"kitGroup_{number}")).property("text")) for number in range(1, 15)]


async def prove(pilot: Pilot, groups: list[str]) -> None:
    kits: Any = pilot.window.screens.vault.safety.property("kits")
    await pilot.type("firstGroup", groups[kits.property("firstAsked") - 1].lower())
    await pilot.type("secondGroup", groups[kits.property("secondAsked") - 1])
    await pilot.press("goVaultSheet")


async def test_a_new_kit_counts_once_two_groups_were_typed(desk: Desk, tmp_path: Path) -> None:
    place = tmp_path / "kit.txt"
    async with open_window(desk) as pilot:
        await safety_page(pilot)
        await pilot.press("newKit")
        await confirm(pilot)
        groups = await shown_kit(pilot)
        desk.dialogs.answer = place
        await pilot.press("saveNewKit")
        await pilot.reads("saveNewKit", "Saved to kit.txt")
        await pilot.press("goVaultSheet")
        await pilot.sees("firstGroup")
        kits: Any = pilot.window.screens.vault.safety.property("kits")
        assert kits.property("kit") == ""
        await prove(pilot, ["0000"] * 14)
        await pilot.reads("vaultSheetError", "At least one of the two groups")
        assert "kit replaced" not in [entry.action for entry in await services_of(pilot).vault.audit()]
        await pilot.press("kitBack")
        assert await shown_kit(pilot) == groups
        await pilot.press("goVaultSheet")
        await pilot.sees("firstGroup")
        await prove(pilot, groups)
        await pilot.misses("kitSheet")
        await pilot.reads("wayState_recovery", "Proved kept")
        await pilot.misses("safetyKitReminder")
        await services_of(pilot).vault.unlock_with_recovery(Secret("-".join(groups)), PERSON)
    assert "-".join(groups) in place.read_text(encoding="utf-8")
    if sys.platform != "win32":
        assert stat.S_IMODE(place.stat().st_mode) == 0o600


async def test_a_kit_that_was_not_proved_is_reminded_of_until_it_was_typed(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await safety_page(pilot)
        await pilot.press("newKit")
        await confirm(pilot)
        groups = await shown_kit(pilot)
        await pilot.press("goVaultSheet")
        await pilot.press("kitLater")
        await pilot.misses("kitSheet")
        await pilot.reads("safetyKitReminder", "Nobody has shown yet")
        await pilot.reads("wayState_recovery", "Not proved")
        await pilot.press("checkKitReminder")
        await pilot.type("checkedKit", "0000-" * 13 + "0000")
        await pilot.press("goVaultSheet")
        await pilot.reads("vaultSheetError", "not a recovery key as it was shown")
        await pilot.type("checkedKit", " ".join(groups))
        await pilot.press("goVaultSheet")
        await pilot.misses("safetyKitReminder")
        await pilot.reads("wayState_recovery", "Proved kept")


async def test_closing_the_kit_leaves_the_old_one(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await safety_page(pilot)
        before = await services_of(pilot).vault.ways.list()
        await pilot.press("newKit")
        await confirm(pilot)
        await shown_kit(pilot)
        await pilot.press("cancelVaultSheet")
        await pilot.misses("kitSheet")
        assert await services_of(pilot).vault.ways.list() == before
        assert pilot.window.screens.vault.safety.property("kits").property("kit") == ""


async def test_locking_takes_the_kit_from_the_screen(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await safety_page(pilot)
        await pilot.press("newKit")
        await confirm(pilot)
        await shown_kit(pilot)
        await services_of(pilot).vault.lock()
        await pilot.misses("kitSheet")
        assert pilot.window.screens.vault.safety.property("kits").property("kit") == ""


async def test_a_new_kit_can_be_printed_and_locking_takes_its_dialog_away(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await safety_page(pilot)
        await pilot.press("newKit")
        await confirm(pilot)
        groups = await shown_kit(pilot)
        await pilot.press("printNewKit")
        await pilot.reads("printNewKit", "Sent to the printer")
        (page,) = desk.printer.pages
        assert [group.reveal() for group in page.groups] == groups
        desk.printer.waits = True
        await pilot.press("printNewKit")
        await pilot.until(lambda: desk.printer.asked is not None, "the dialog to open")
        await services_of(pilot).vault.lock()
        await pilot.misses("kitSheet")
        assert desk.printer.asked is None


async def test_a_vault_that_cannot_be_written_says_so_and_offers_no_change(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await safety_page(pilot)
        services_of(pilot).vault._file.read_only = "The disk is write-protected."
        pilot.window.screens.vault.safety.lookAgain()
        await pilot.reads("safetyReadOnly", "write-protected")
        for name in ("setPassword", "newKit", "changeKeys", "backUp", "deleteEverything", "restoreFile"):
            assert not (await pilot.sees(name)).isEnabled(), name
        assert (await pilot.sees("verifyVault")).isEnabled()


async def test_all_keys_are_changed_and_old_backups_are_named(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await safety_page(pilot)
        vault = services_of(pilot).vault
        await set_password(pilot)
        await confirm(pilot)
        await pilot.misses("safetySheet")
        await vault.save(stripe(), PERSON)
        await pilot.press("changeKeys")
        await pilot.type("rekeyPassword", "not my password")
        await pilot.press("goVaultSheet")
        groups = await shown_kit(pilot)
        await pilot.press("goVaultSheet")
        await pilot.sees("firstGroup")
        await prove(pilot, groups)
        await pilot.reads("vaultSheetError", "does not open the vault")
        await pilot.press("cancelVaultSheet")
        await pilot.press("changeKeys")
        await pilot.type("rekeyPassword", PASSWORD)
        await pilot.press("goVaultSheet")
        groups = await shown_kit(pilot)
        await pilot.press("goVaultSheet")
        await pilot.sees("firstGroup")
        await prove(pilot, groups)
        await pilot.reads("rekeyReport", "is kept as the backup")
        await pilot.press("goVaultSheet")
        await pilot.misses("kitSheet")
        await pilot.sees("backup_0")
        await vault.lock()
        await vault.unlock_with_recovery(Secret("-".join(groups)), PERSON)
        assert len(await vault.list()) == 1
        assert vault.recovery_kept


async def test_backups_are_made_copied_and_restored(desk: Desk, tmp_path: Path) -> None:
    place = tmp_path / "elsewhere.db"
    async with open_window(desk) as pilot:
        await safety_page(pilot)
        vault = services_of(pilot).vault
        info = await vault.save(stripe(), PERSON)
        await set_password(pilot)
        await confirm(pilot)
        await pilot.misses("safetySheet")
        await pilot.press("backUp")
        model: Any = pilot.window.screens.vault.safety.property("backups")
        await pilot.until(lambda: any(row.why == "Made by you" for row in model.rows), "the backup to be listed")
        assert all(row.verified for row in model.rows)
        desk.dialogs.answer = place
        await pilot.press("copyBackup")
        await pilot.until(place.exists, "the copy")
        await pilot.press("copyBackup")
        assert "elsewhere.db" in await pilot.reads("safetyError", "elsewhere.db")
        await vault.remove(info.id, PERSON)
        await pilot.press("restoreFile")
        await pilot.type("restoreSecret", "not my password")
        await pilot.press("goVaultSheet")
        await pilot.reads("vaultSheetError", "does not open")
        assert await vault.list() == []
        await pilot.type("restoreSecret", PASSWORD)
        await pilot.press("goVaultSheet")
        await pilot.misses("safetySheet")
        await pilot.until(lambda: vault.state is VaultState.UNLOCKED, "the vault to be open again")
        assert [each.id for each in await vault.list()] == [info.id]
        await pilot.sees("newProject")


async def test_a_file_that_is_no_backup_is_refused_and_nothing_is_lost(desk: Desk, tmp_path: Path) -> None:
    place = tmp_path / "notes.txt"
    place.write_text("not a vault", encoding="utf-8")
    async with open_window(desk) as pilot:
        await safety_page(pilot)
        vault = services_of(pilot).vault
        info = await vault.save(stripe(), PERSON)
        await vault.unlock_with_keyring(PERSON)
        desk.dialogs.answer = place
        await pilot.press("restoreFile")
        await pilot.press("goVaultSheet")
        await pilot.sees("vaultSheetError")
        assert [each.id for each in await vault.list()] == [info.id]


async def test_the_check_says_what_it_read(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await safety_page(pilot)
        await services_of(pilot).vault.save(stripe(), PERSON)
        await pilot.press("verifyVault")
        assert "1 credentials with 1 versions and 3 values" in await pilot.reads("verifyReport", "all are whole")


async def test_what_locks_the_vault_stands_as_it_is_set(desk: Desk) -> None:
    with desk.paths.settings_file.open("a", encoding="utf-8") as file:
        file.write("[security]\nidle_lock_minutes = 7\nlock_on_suspend = false\n")
    async with open_window(desk) as pilot:
        await safety_page(pilot)
        await pilot.reads("lock_security.idle_lock_minutes", "7 min")
        await pilot.reads("lock_security.lock_on_suspend", "Stays open")
        await pilot.reads("lock_security.clipboard_seconds", "30 s")


async def test_everything_is_deleted_only_for_the_typed_words(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await safety_page(pilot)
        vault = services_of(pilot).vault
        await vault.save(stripe(), PERSON)
        await pilot.press("backUp")
        await pilot.sees("backup_0")
        await pilot.press("deleteEverything")
        go = await pilot.sees("goVaultSheet")
        await pilot.type("destroyWords", "delete")
        assert not go.isEnabled()
        await pilot.type("destroyWords", "delete everything")
        await pilot.press("goVaultSheet")
        await confirm(pilot)
        await pilot.sees("createVault")
        assert vault.state is VaultState.ABSENT
        assert not desk.keyring.items
        assert not list(desk.paths.vault_backups.glob("*.db"))
