"""The window locks by itself, and what it showed of the vault is gone from every item then."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.core.tasks import Supervisor
from kriptik_desktop.services import Services
from kriptik_desktop.ui.input_watch import InputWatch
from kriptik_desktop.vault.model import VaultState
from tests.fakes.clock import FakeClock
from tests.fakes.pilot import Desk, Pilot, open_window, unlocked
from tests.fakes.vault_world import CHEAP, PERSON, STRIPE, stripe

pytestmark = pytest.mark.qt
ACCOUNT = "acct_very_own"
WORDS = ("text", "title", "detail", "hint", "displayText", "placeholder", "label")


@pytest.fixture(autouse=True)
def cheap_passwords(desk: Desk) -> None:
    desk.argon2 = CHEAP


class Session:
    """A desktop session that is locked when the test says so."""

    def __init__(self) -> None:
        self.services: Services | None = None
        self.open = False

    async def __call__(self, services: Services, work: Supervisor) -> Session:
        self.services = services
        return self

    async def listen(self) -> None:
        self.open = True

    def close(self) -> None:
        self.open = False


def services(pilot: Pilot) -> Services:
    found = pilot.window.shell._services
    assert found is not None
    return found


async def test_keys_and_clicks_keep_it_open_and_nobody_locks_it(desk: Desk) -> None:
    desk.clock = clock = FakeClock()
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        auto_lock, vault = services(pilot).auto_lock, services(pilot).vault
        clock.advance(14 * 60)
        await a_key(pilot)
        clock.advance(14 * 60)
        await auto_lock.look()
        assert vault.state is VaultState.UNLOCKED
        clock.advance(60)
        await auto_lock.look()
        await pilot.sees("unlockKeyring")


async def test_the_first_key_after_sleep_finds_it_locked(desk: Desk) -> None:
    desk.clock = clock = FakeClock()
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        clock.sleep(60)
        await a_key(pilot)
        await pilot.sees("unlockKeyring")
        assert services(pilot).vault.state is VaultState.LOCKED


async def test_a_locked_session_locks_it(desk: Desk) -> None:
    desk.follow = session = Session()
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        await pilot.until(lambda: session.open, "the session to be followed")
        assert session.services is not None
        await session.services.auto_lock.lock_now("the session was locked")
        await pilot.sees("unlockKeyring")
    assert not session.open


async def test_the_setting_says_after_how_long(desk: Desk) -> None:
    desk.paths.settings_file.write_text(desk.config + "[security]\nidle_lock_minutes = 1\n", encoding="utf-8")
    desk.clock = clock = FakeClock()
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        clock.advance(60)
        await services(pilot).auto_lock.look()
        await pilot.sees("unlockKeyring")


async def test_quitting_locks_it(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        vault = services(pilot).vault
    assert vault.state is not VaultState.UNLOCKED
    async with open_window(desk) as pilot:
        await pilot.sees("newProject")
        assert "lock" in [entry.action for entry in await services(pilot).vault.audit()]


async def test_nothing_of_the_vault_is_on_screen_when_it_is_locked(desk: Desk) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        await services(pilot).vault.save(stripe(ACCOUNT, scopes=("charges_write",)), PERSON)
        await pilot.press("goVault")
        await pilot.until(lambda: any(ACCOUNT in each for each in words_of(pilot)), "the credential to show")
        pilot.window.screens.clipboard.copy(Secret(STRIPE["secret_key"]))
        await pilot.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        await pilot.sees("unlockKeyring")
        told = "\n".join(words_of(pilot))
        for secret in (ACCOUNT, "charges_write", "sk_test", "pk_test", "Stripe", *STRIPE.values()):
            assert secret not in told
        assert QGuiApplication.clipboard().text() == ""


async def test_input_is_heard_once_and_passed_on() -> None:
    heard: list[int] = []
    passed: list[QEvent.Type] = []

    class Window(QObject):
        def event(self, event: QEvent) -> bool:
            passed.append(event.type())
            return True

    window = Window()
    watch = InputWatch(window, lambda: heard.append(1))
    for kind in (QEvent.Type.UpdateRequest, QEvent.Type.KeyPress, QEvent.Type.KeyPress, QEvent.Type.MouseMove):
        QGuiApplication.sendEvent(window, QEvent(kind))
    assert heard == [1]
    assert passed[-4:] == [QEvent.Type.UpdateRequest, QEvent.Type.KeyPress, QEvent.Type.KeyPress, QEvent.Type.MouseMove]
    watch._pause.timeout.emit()
    QGuiApplication.sendEvent(window, QEvent(QEvent.Type.Wheel))
    assert heard == [1, 1]
    watch.close()
    QGuiApplication.sendEvent(window, QEvent(QEvent.Type.KeyPress))
    assert heard == [1, 1]


async def a_key(pilot: Pilot) -> None:
    """Press a key that counts, however short ago the last one was."""
    watch = pilot.window._watch
    assert watch is not None
    watch._input._listen()
    await pilot.key(Qt.Key.Key_Tab)


def words_of(pilot: Pilot) -> Iterator[str]:
    """Yield every text of every item in the window, shown or not."""
    for item in all_items(pilot.view.contentItem()):
        for name in WORDS:
            value = item.property(name)
            if isinstance(value, str) and value:
                yield value


def all_items(item: QQuickItem) -> Iterator[QQuickItem]:
    yield item
    for child in item.childItems():
        yield from all_items(child)
