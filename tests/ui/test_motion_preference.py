"""Whether things may move: the person's setting, the system's answer, a change while running, and the real window."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusServer, QDBusVariant, QDBusVirtualObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlEngine

from kriptik_desktop.ui.desktop_portal import GNOME, INTERFACE, PATH, STANDARD, DesktopPortal, Key
from kriptik_desktop.ui.motion_preference import (
    MotionPreference,
    Question,
    desktop_teller,
    macos_reduces,
    qt_reduces,
    session_bus_exists,
    windows_reduces,
)
from tests.fakes.pilot import Desk, Pilot, open_window, unlocked

pytestmark = pytest.mark.qt

_PATIENCE_S = 10.0


async def until(condition: Callable[[], bool], what: str) -> None:
    try:
        async with asyncio.timeout(_PATIENCE_S):
            while not condition():
                await asyncio.sleep(0.005)
    except TimeoutError:
        raise AssertionError(f"waited in vain for {what}") from None


async def silent(tell: Callable[[bool], None]) -> None:
    """A system that has nothing to ask later."""


class TellingSystem:
    """A desktop that answers when the test says so."""

    def __init__(self) -> None:
        self.say: Callable[[bool], None] | None = None
        self.asked = 0
        self.closed = False

    async def __call__(self, tell: Callable[[bool], None]) -> TellingSystem:
        self.say = tell
        return self

    async def listen(self) -> None:
        self.asked += 1

    def close(self) -> None:
        self.closed = True


class Portal(QDBusVirtualObject):
    """The desktop's portal on a bus between two: what it holds, it tells; what not, it refuses as the real one does."""

    def __init__(self, **held: object) -> None:
        super().__init__()
        self.held: dict[Key, object] = {
            key: held[name] for key, name in ((STANDARD, "standard"), (GNOME, "gnome")) if name in held
        }
        self.asked: list[Key] = []
        self._callers: list[QDBusConnection] = []
        self._server = QDBusServer()
        self._server.newConnection.connect(self._welcome)

    def open_bus(self) -> QDBusConnection:
        return QDBusConnection.connectToPeer(self._server.address(), f"test-{id(self)}")

    def change(self, key: Key, value: object) -> None:
        self.held[key] = value
        signal = QDBusMessage.createSignal(PATH, INTERFACE, "SettingChanged")
        signal.setArguments([*key, QDBusVariant(value)])
        assert self._callers
        for caller in self._callers:
            assert caller.send(signal)

    def shut(self) -> None:
        QDBusConnection.disconnectFromPeer(f"test-{id(self)}")

    def introspect(self, path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:  # noqa: N802
        namespace, name = (str(each) for each in message.arguments())
        self.asked.append((namespace, name))
        if (namespace, name) not in self.held:
            connection.send(message.createErrorReply("org.freedesktop.portal.Error.NotFound", "no such setting"))
            return True
        reply = message.createReply()
        reply.setArguments([QDBusVariant(QDBusVariant(self.held[(namespace, name)]))])
        connection.send(reply)
        return True

    def _welcome(self, connection: QDBusConnection) -> None:
        self._callers.append(connection)
        assert connection.registerVirtualObject(PATH, self)


@pytest.fixture
def opened() -> Iterator[Callable[..., Portal]]:
    portals: list[Portal] = []

    def make(**held: object) -> Portal:
        portals.append(Portal(**held))
        return portals[-1]

    yield make
    for each in portals:
        each.shut()


@pytest.mark.parametrize("own", [True, False])
async def test_the_persons_own_setting_wins_over_the_system(own: bool) -> None:
    system = TellingSystem()
    motion = MotionPreference(own, [lambda: not own], system)
    await motion.follow()
    motion.look_again()
    assert motion.reduced is own
    assert system.asked == 0


@pytest.mark.parametrize(
    ("answers", "reduced"), [((), False), ((None, None), False), ((None, False), False), ((None, True), True)]
)
async def test_without_an_own_setting_the_system_is_followed(answers: tuple[bool | None, ...], reduced: bool) -> None:
    motion = MotionPreference(None, [saying(answer) for answer in answers], silent)
    assert motion.reduced is reduced


async def test_a_system_that_changes_its_mind_is_heard_until_closed() -> None:
    system, heard = TellingSystem(), list[bool]()
    motion = MotionPreference(None, [], system)
    motion.changed.connect(heard.append)
    await motion.follow()
    assert system.say is not None
    for answer in (True, True, False):
        system.say(answer)
    assert heard == [True, False]
    motion.close()
    system.say(True)
    assert heard == [True, False]
    assert system.closed


async def test_what_answers_at_once_is_asked_again_when_the_window_comes_back() -> None:
    answer, heard = False, list[bool]()
    motion = MotionPreference(None, [lambda: answer], silent)
    motion.changed.connect(heard.append)
    await motion.follow()
    answer = True
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    application.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    assert heard == []
    application.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert heard == [True]


async def test_the_questions_of_other_systems_are_not_asked_here() -> None:
    answers = [windows_reduces(), macos_reduces(), qt_reduces()]
    assert all(answer in (None, True, False) for answer in answers)
    assert answers.count(None) >= 1


@pytest.mark.parametrize(
    ("held", "reduced"),
    [
        ({"standard": 1}, True),
        ({"standard": 0, "gnome": True}, False),
        ({"gnome": False}, True),
        ({"standard": 0, "gnome": False}, True),
        ({"standard": "1", "gnome": 0}, False),
        ({}, False),
    ],
)
async def test_the_portal_is_asked_for_both_keys(
    opened: Callable[..., Portal], held: dict[str, object], reduced: bool
) -> None:
    desktop, told = opened(**held), list[bool]()
    portal = DesktopPortal(told.append, desktop.open_bus, service="")
    await portal.listen()
    await until(lambda: len(desktop.asked) == 2 and not portal.asking, "both answers")
    assert set(desktop.asked) == {STANDARD, GNOME}
    assert told == ([True] if reduced else [])
    portal.close()


async def test_the_portal_tells_of_changes_until_it_is_closed(opened: Callable[..., Portal]) -> None:
    desktop, told = opened(gnome=True), list[bool]()
    portal = DesktopPortal(told.append, desktop.open_bus, service="")
    await portal.listen()
    await until(lambda: len(desktop.asked) == 2 and not portal.asking, "both answers")
    desktop.change(("org.freedesktop.appearance", "color-scheme"), 1)
    desktop.change(GNOME, False)
    await until(lambda: told == [True], "the change")
    desktop.change(STANDARD, 1)
    desktop.change(GNOME, True)
    desktop.change(STANDARD, 0)
    await until(lambda: told == [True, False], "the change back")
    portal.close()


async def test_no_bus_is_no_preference() -> None:
    told: list[bool] = []
    portal = DesktopPortal(told.append, lambda: QDBusConnection("nobody knows this one"))
    await portal.listen()
    portal.close()
    assert told == []


async def test_a_bus_is_only_asked_where_there_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not session_bus_exists({})
    assert not session_bus_exists({"XDG_RUNTIME_DIR": str(tmp_path)})
    (tmp_path / "bus").touch()
    assert session_bus_exists({"XDG_RUNTIME_DIR": str(tmp_path)})
    assert session_bus_exists({"DBUS_SESSION_BUS_ADDRESS": "unix:path=/run/user/1000/bus"})
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "empty"))
    assert await desktop_teller(print) is None
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/at/all")
    assert (await desktop_teller(print) is None) is not sys.platform.startswith(("linux", "freebsd"))


async def test_the_window_stops_and_moves_again_with_the_system(desk: Desk) -> None:
    system = TellingSystem()
    desk.reduced_motion = None
    desk.motion = lambda own: MotionPreference(own, [], system)
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        assert moves(pilot)
        assert system.say is not None
        system.say(True)
        assert not moves(pilot)
        system.say(False)
        assert moves(pilot)
    assert system.closed


def moves(pilot: Pilot) -> bool:
    context = QQmlEngine.contextForObject(pilot.view)
    assert context is not None
    theme = context.engine().singletonInstance("Kriptik.Glass", "Theme")
    assert isinstance(theme, QObject)
    return bool(theme.property("normal") > 0)


def saying(answer: bool | None) -> Question:
    return lambda: answer
