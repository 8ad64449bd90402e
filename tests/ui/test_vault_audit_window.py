"""The audit log in the real window on a real vault: words, filters, pages, its chain, its export."""

from __future__ import annotations

import json
import stat
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem

from kriptik_desktop.ui.audit_rows import AuditRow, AuditRows
from kriptik_desktop.ui.view_models.audit import SHOWN
from kriptik_desktop.vault import store
from kriptik_desktop.vault.audit import Moment, note
from kriptik_desktop.vault.model import Actor
from tests.fakes.pilot import Desk, Pilot, open_window, unlocked
from tests.fakes.vault_world import PERSON, stripe

if TYPE_CHECKING:
    from kriptik_desktop.services import Services

pytestmark = pytest.mark.qt
MANY = 10_000
CLI = Actor("cli", "env write", ip="127.0.0.1")


def services_of(pilot: Pilot) -> Services:
    services = pilot.window.screens.home._services
    assert services is not None
    return services


def rows(pilot: Pilot) -> Sequence[AuditRow]:
    """Return the rows that are shown, as data."""
    model: AuditRows = pilot.window.screens.vault.audit.property("rows")
    return model.rows


async def audit_page(pilot: Pilot, entries: int) -> QQuickItem:
    """Go to the audit log and wait until so many entries were checked."""
    await pilot.press("goVault")
    await pilot.press("vaultPages_audit")
    await pilot.reads("auditChain", f"Chain verified, {QLocale().toString(entries)} entr")
    return await pilot.sees("auditRows")


async def write_many(services: Services, count: int) -> None:
    """Add rows as a long life of the vault would."""
    moment = Moment.now(services.clock)

    def work(change: store.Change) -> None:
        for number in range(count):
            note(change, moment, CLI, "read", credential=f"c{number}", integration="openai")

    await services.vault._file.write(work)


async def test_what_happened_is_told_in_words_newest_first(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        services = services_of(pilot)
        project = await services.projects.create("Meeting notes", desk.home / "p", "An app", [])
        info = await services.vault.save(stripe("Northwind"), PERSON)
        gone = await services.vault.save(stripe("Old shop"), PERSON)
        await services.vault.link(info.id, project.id, PERSON)
        await services.vault.read(info.id, CLI)
        (await services.vault.take(info.id, "secret_key", Actor("agent"), "reveal")).reveal()
        await services.vault.remove(gone.id, Actor("agent"))
        await audit_page(pilot, len(await services.vault.audit()))
        told = {row.what: row for row in reversed(rows(pilot))}
        assert [row.seq for row in rows(pilot)] == sorted((row.seq for row in rows(pilot)), reverse=True)
        assert {row.day for row in rows(pilot)} == {"Today"}
        assert (told["Value shown"].detail, told["Value shown"].service) == ("Secret key", "Stripe")
        assert (told["Value shown"].account, told["Value shown"].icon) == ("Northwind", "stripe")
        assert told["Given to a project"].detail == "Meeting notes"
        assert (told["Values read"].who, told["Values read"].more) == ("Command line", "env write, 127.0.0.1")
        assert told["Credential deleted"].account == "Deleted since"
        first = await pilot.sees(f"audit_{rows(pilot)[0].seq}")
        interface = QAccessible.queryAccessibleInterface(first)
        assert interface is not None
        assert "Credential deleted, Stripe, Deleted since, KripTik itself" in interface.text(QAccessible.Text.Name)
        assert info.id not in str(rows(pilot))


async def choose(pilot: Pilot, name: str, option: str) -> None:
    await pilot.press(f"{name}Box")
    await pilot.press(f"{name}_{option}")


async def test_filters_narrow_it_down_and_say_when_nothing_passes(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        services = services_of(pilot)
        info = await services.vault.save(stripe(), PERSON)
        await services.vault.read(info.id, CLI)
        entries = len(await services.vault.audit())
        await audit_page(pilot, entries)
        await choose(pilot, "auditGroup", "showing")
        await pilot.until(lambda: [row.what for row in rows(pilot)] == ["Values read"], "only what was read")
        await choose(pilot, "auditOrigin", "build")
        await pilot.sees("auditEmpty")
        await pilot.press("auditClear")
        await pilot.until(lambda: len(rows(pilot)) == entries, "everything again")
        await choose(pilot, "auditIntegration", "stripe")
        await pilot.until(lambda: {row.service for row in rows(pilot)} == {"Stripe"}, "only Stripe")


async def test_ten_thousand_rows_come_page_by_page(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        services = services_of(pilot)
        await services.vault.save(stripe("The one before all others"), PERSON)
        await write_many(services, MANY)
        whole = len(await services.vault.audit())
        page = await audit_page(pilot, whole)
        assert len(rows(pilot)) <= 2 * SHOWN
        before = len(rows(pilot))
        await pilot.focus("auditRows")
        await pilot.key(Qt.Key.Key_End)
        await pilot.until(lambda: len(rows(pilot)) > before, "older rows to come")
        await pilot.until(lambda: page.property("currentIndex") == before - 1, "the last of the first rows")
        assert len(rows(pilot)) < MANY
        await choose(pilot, "auditIntegration", "stripe")
        await pilot.until(lambda: len(rows(pilot)) == 1, "the oldest row of all to be found")
        assert rows(pilot)[0].account == "The one before all others"


async def test_what_is_written_while_one_looks_comes_on_top(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        services = services_of(pilot)
        entries = len(await services.vault.audit())
        await audit_page(pilot, entries)
        await services.vault.save(stripe(), PERSON)
        await pilot.reads("auditChain", f"Chain verified, {entries + 1} entr")
        assert rows(pilot)[0].what == "Credential saved"
        assert len(rows(pilot)) == entries + 1


@pytest.mark.allow_logs("the automatic backup of the vault could not be made")
async def test_a_broken_chain_is_red_and_says_where(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        services = services_of(pilot)
        for number in range(6):
            await services.vault.save(stripe(f"acct_{number}"), PERSON)
        last = len(await services.vault.audit())

        def tamper(change: store.Change) -> None:
            change.connection.execute("DELETE FROM audit WHERE seq = 4")

        await services.vault._file.write(tamper)
        await pilot.press("goVault")
        await pilot.press("vaultPages_audit")
        await pilot.reads("auditChain", "Chain broken")
        assert "row 4 is missing" in await pilot.reads("auditBroken", "is broken")
        assert (await pilot.sees("auditChain")).property("tone") == "error"
        assert [row.seq for row in rows(pilot)] == [seq for seq in range(last, 0, -1) if seq != 4]


async def test_the_export_is_json_for_this_user_alone_and_never_over_another_file(desk: Desk, tmp_path: Path) -> None:
    place = tmp_path / "log.json"
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        services = services_of(pilot)
        await services.vault.save(stripe(), PERSON)
        entries = len(await services.vault.audit())
        await audit_page(pilot, entries)
        desk.dialogs.answer = place
        await pilot.press("auditExport")
        await pilot.until(place.exists, "the file")
        await pilot.until(lambda: not pilot.window.screens.vault.audit.property("busy"), "the writing to end")
        found = json.loads(place.read_text(encoding="utf-8"))
        assert found["chain_verified"] is True
        assert len(found["rows"]) == entries
        assert {"access_time", "integration_id", "action", "origin", "ip_address", "user_id"} <= set(found["rows"][0])
        if sys.platform != "win32":
            assert stat.S_IMODE(place.stat().st_mode) == 0o600
        place.write_text("mine", encoding="utf-8")
        await pilot.press("auditExport")
        await pilot.reads("auditError", "left as it is")
        assert place.read_text(encoding="utf-8") == "mine"
        desk.dialogs.answer = tmp_path / "no" / "such" / "log.json"
        await pilot.press("auditExport")
        await pilot.reads("auditError", "could not be written")


async def test_nothing_of_it_stays_when_the_vault_locks(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        await services_of(pilot).vault.save(stripe(), PERSON)
        await audit_page(pilot, len(await services_of(pilot).vault.audit()))
        await pilot.press("lockVault")
        await pilot.sees("unlockKeyring")
        assert not rows(pilot)
        assert not pilot.window.screens.vault.audit.property("checked")
