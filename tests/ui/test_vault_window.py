"""The vault screen's list in the real window: what it shows, how it is searched, its keys, and its lock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem

from kriptik_desktop.acquisition.health_model import LastCheck
from kriptik_desktop.core.clock import SystemClock
from kriptik_desktop.core.errors import Unavailable
from kriptik_desktop.core.events import EventBus
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.providers.catalogue import Catalogue
from kriptik_desktop.ui.window import Launch, Window
from kriptik_desktop.vault.model import CredentialDraft, CredentialInfo, FieldValue, Overview
from tests.fakes.hands import insert, later, shown
from tests.fakes.pilot import Desk, Pilot, open_window, unlocked
from tests.fakes.vault_shelf import (
    PERSON,
    listed,
    open_vault,
    project,
    services_of,
    store,
    texts,
    until_passport,
)
from tests.ui.test_screens_accessible import complaints

if TYPE_CHECKING:
    from kriptik_desktop.services import Services

pytestmark = pytest.mark.qt

CTRL = Qt.KeyboardModifier.ControlModifier
MANY = 500
HOUR_MS = 3_600_000


async def three(pilot: Pilot, folder: Path) -> list[CredentialInfo]:
    """Store a valid, an expired and a refused credential."""
    now = services_of(pilot).clock.now_ms()
    notes = await project(pilot, folder, "Meeting notes", ["openai", "stripe"])
    return [
        await store(pilot, "openai", account="Personal", status="valid", used_at=now - 2 * HOUR_MS),
        await store(pilot, "resend", account="mail.example", status="valid", expires_at=now - HOUR_MS),
        await store(pilot, "stripe", scope=notes.id, mode="live", account="acct_9", status="invalid"),
    ]


def line(pilot: Pilot, info: CredentialInfo) -> QQuickItem:
    return pilot.items(f"credential_{info.id}")[0]


async def test_an_empty_vault_says_how_credentials_come_here(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        await pilot.press("goVault")
        await pilot.sees("vaultEmpty")
        await pilot.reads("vaultSummary", "Nothing is stored yet")
        assert not pilot.items("vaultHealth")
        await pilot.press("vaultNewProject")
        await pilot.sees("prompt")


async def test_each_line_says_what_it_is_and_how_it_stands(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        infos = await three(pilot, tmp_path / "app")
        await open_vault(pilot, 3)
        assert listed(pilot) == ["OpenAI Personal", "Resend mail.example", "Stripe acct_9"]
        said = []
        for info in infos:
            face = QAccessible.queryAccessibleInterface(line(pilot, info))
            said.append((face.text(QAccessible.Text.Name), face.text(QAccessible.Text.Description)))
        assert said == [
            ("OpenAI, Personal, Any project, Valid", "Used 2 h ago"),
            ("Resend, mail.example, Any project, Expired", "Not used yet"),
            ("Stripe, acct_9, Live, Meeting notes, Not accepted", "Not used yet"),
        ]
        await pilot.reads("vaultHealth", "1 of 3 known to work")
        assert "1 not accepted, 1 expired" in texts(pilot)


async def test_what_is_typed_and_chosen_narrows_the_list(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        await three(pilot, tmp_path / "app")
        await open_vault(pilot, 3)
        vault = pilot.window.screens.vault.vault
        await pilot.key(Qt.Key.Key_F, CTRL)
        await later(lambda: insert(pilot.view, "notes"))
        await pilot.until(lambda: listed(pilot) == ["Stripe acct_9"], "the one of the project")
        await pilot.reads("vaultSummary", "1 of 3")
        await pilot.key(Qt.Key.Key_Escape)
        await pilot.until(lambda: len(listed(pilot)) == 3, "all of them")
        assert pilot.window.shell.property("screen") == "vault"
        for what, value, left in (
            ("integration", "resend", ["Resend mail.example"]),
            ("mode", "live", ["Stripe acct_9"]),
            ("status", "expired", ["Resend mail.example"]),
            ("project", "app", ["OpenAI Personal", "Resend mail.example"]),
        ):
            select = (await pilot.sees(f"filter_{what}")).property("options")
            assert value in [each["id"] for each in select]
            vault.filterBy(what, value)
            assert listed(pilot) == left
            vault.filterBy(what, "")
        await pilot.type("vaultSearch", "xyzzy")
        await pilot.sees("nothingFound")
        await pilot.press("showAll")
        await pilot.misses("nothingFound")
        await pilot.key(Qt.Key.Key_Escape)
        await pilot.sees("newProject")


async def test_arrows_choose_enter_opens_and_delete_asks(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        first, second, third = await three(pilot, tmp_path / "app")
        await open_vault(pilot, 3)
        await pilot.focus("credentials")
        await until_passport(pilot, first.id)
        for key, info in ((Qt.Key.Key_Down, second), (Qt.Key.Key_End, third), (Qt.Key.Key_Up, second)):
            await pilot.key(key)
            await until_passport(pilot, info.id)
        await pilot.key(Qt.Key.Key_Return)
        button = await pilot.sees("checkNow")
        await pilot.until(lambda: pilot.focused() == button, "the passport to have the keyboard")
        await pilot.focus("credentials")
        await pilot.key(Qt.Key.Key_Delete)
        await pilot.sees("removalSheet")
        assert "Resend, mail.example" in texts(pilot)
        await pilot.key(Qt.Key.Key_Escape)
        await pilot.misses("removalSheet")
        await pilot.press(f"credential_{third.id}")
        await until_passport(pilot, third.id)


async def test_a_lock_leaves_nothing_of_it(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        await three(pilot, tmp_path / "app")
        await open_vault(pilot, 3)
        pilot.window.screens.vault.vault.search("stripe")
        await pilot.key(Qt.Key.Key_L, CTRL)
        await pilot.misses("credentials")
        vault, passport = pilot.window.screens.vault.vault, pilot.window.screens.vault.passport
        assert listed(pilot) == []
        assert (vault.property("total"), vault.property("query"), passport.property("name")) == (0, "", "")
        assert vault.property("projects") == [{"id": "", "name": "All projects"}]


async def test_what_others_store_and_delete_comes_and_goes(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        first, second, _ = await three(pilot, tmp_path / "app")
        await open_vault(pilot, 3)
        await until_passport(pilot, first.id)
        await services_of(pilot).vault.remove(first.id, PERSON)
        await pilot.until(lambda: len(listed(pilot)) == 2, "one less")
        await until_passport(pilot, second.id)
        await store(pilot, "anthropic", account="Team")
        await pilot.until(lambda: listed(pilot)[0] == "Anthropic Team", "the new one")
        assert pilot.window.screens.vault.vault.property("chosenIndex") == 1


async def test_a_large_vault_makes_only_the_lines_that_show(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        vault = services_of(pilot).vault
        drafts = [
            CredentialDraft(Overview("app", "openai", "none", f"account {at:04}"), [FieldValue("api_key", Secret("k"))])
            for at in range(MANY)
        ]
        await vault.save_all(drafts, PERSON, "test")
        await open_vault(pilot, MANY)
        await pilot.focus("credentials")
        await pilot.key(Qt.Key.Key_End)
        await pilot.until(lambda: pilot.window.screens.vault.vault.property("chosenIndex") == MANY - 1, "the last")
        made = [item for item in shown(pilot.view.contentItem()) if item.objectName().startswith("credential_")]
        assert 0 < len(made) < 40
        await pilot.type("vaultSearch", "0042")
        await pilot.until(lambda: listed(pilot) == ["OpenAI account 0042"], "the one that is meant")


async def test_the_palette_finds_a_credential_and_shows_its_passport(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        *_, stripe = await three(pilot, tmp_path / "app")
        await pilot.key(Qt.Key.Key_K, CTRL)
        await pilot.sees("paletteField")
        await pilot.until(lambda: bool(pilot.items(f"palette_credential:{stripe.id}")), "the credential to be listed")
        await later(lambda: insert(pilot.view, "stripe"))
        await pilot.until(lambda: pilot.window.screens.palette.property("rows").rowCount() == 1, "one hit")
        await pilot.key(Qt.Key.Key_Return)
        await until_passport(pilot, stripe.id)
        await pilot.until(lambda: pilot.window.screens.vault.vault.property("chosenIndex") == 2, "its line")


async def test_a_narrow_window_shows_the_list_or_the_passport(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        first, *_ = await three(pilot, tmp_path / "app")
        await open_vault(pilot, 3, (900, 640))
        assert not pilot.items("passport")
        await pilot.press(f"credential_{first.id}")
        await pilot.sees("passportBack")
        assert not pilot.items("credentials")
        await pilot.key(Qt.Key.Key_Escape)
        await pilot.sees("credentials")
        assert pilot.window.shell.property("screen") == "vault"


async def test_all_of_it_is_reached_by_tab_in_order_and_has_a_name(desk: Desk, tmp_path: Path) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        first, *_ = await three(pilot, tmp_path / "app")
        await open_vault(pilot, 3)
        await until_passport(pilot, first.id)
        assert await complaints(pilot) == []


@dataclass
class Shelf:
    """A vault that cannot be read for a while."""

    broken: bool = True

    async def list(self) -> Sequence[CredentialInfo]:
        if self.broken:
            raise Unavailable("disk_unreadable", "The vault's file cannot be read.", "Look at the disk.")
        return []


@dataclass
class HalfServices:
    """As much of the services as the list reads."""

    vault: Shelf
    projects: Shelf = field(default_factory=lambda: Shelf(broken=False))
    bus: EventBus = field(default_factory=lambda: EventBus(lambda error, where: None))
    clock: SystemClock = field(default_factory=SystemClock)
    catalogue: Catalogue = field(default_factory=Catalogue.load)

    @property
    def acquisition(self) -> HalfServices:
        return self

    @property
    def health(self) -> HalfServices:
        return self

    async def checks(self) -> dict[str, LastCheck]:
        return {}


async def test_what_cannot_be_read_is_said_and_can_be_tried_again(desk: Desk) -> None:
    window = Window(Launch(desk.paths, True, desk.bugs, desk.outside), lambda: None)
    pilot, shelf = Pilot(window), Shelf()
    window.furnish()
    window.screens.vault.vault.attach(cast("Services", HalfServices(shelf)))
    window.shell.showVault()
    failure = await pilot.sees("vaultUnread")
    assert failure.property("title") == "The vault's file cannot be read."
    shelf.broken = False
    await pilot.press("vaultUnreadRetry")
    await pilot.sees("vaultEmpty")
    await window.take_down()
    assert not desk.bugs.met
