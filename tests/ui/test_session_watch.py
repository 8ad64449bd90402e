"""Sleep waits until the vault is locked, and a locked session locks it, as logind and the desktops tell of them."""

from __future__ import annotations

import asyncio
import functools
import os
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusServer,
    QDBusUnixFileDescriptor,
    QDBusVirtualObject,
)

from kriptik_desktop.core.tasks import Supervisor
from kriptik_desktop.ui.session_watch import LOGIN_PATH, MANAGER, SAVERS, SESSION, SessionWatch
from tests.fakes.hands import wait_until
from tests.fakes.world import Bugs

pytestmark = pytest.mark.qt
OURS = "/org/freedesktop/login1/session/_31"
OTHERS = "/org/freedesktop/login1/session/_32"


class Bus(QDBusVirtualObject):
    """Logind and the desktop on a bus between two; ``held`` are the ends of the inhibitor locks that were given out.

    It lives as long as the process, as a real bus does: while a connection is taken down, QtDBus's thread waits for
    Python, and whoever connects or disconnects a signal in Python meanwhile waits for that thread.
    """

    def __init__(self) -> None:
        super().__init__()
        self.knows_session = self.answers = True
        self.asked: list[tuple[str, ...]] = []
        self.held: list[int] = []
        self._callers: list[QDBusConnection] = []
        self._server = QDBusServer()
        self._server.newConnection.connect(self._welcome)
        self._opened = QDBusConnection.connectToPeer(self._server.address(), "session watch")

    def open(self) -> QDBusConnection:
        return self._opened

    def begin(self, *, knows_session: bool, answers: bool) -> None:
        """Forget what the last test did."""
        self.knows_session, self.answers = knows_session, answers
        self.asked.clear()
        for end in self.held:
            os.close(end)
        self.held.clear()

    def tell(self, path: str, interface: str, name: str, *arguments: object) -> None:
        signal = QDBusMessage.createSignal(path, interface, name)
        signal.setArguments(list(arguments))
        assert self._callers
        for caller in self._callers:
            assert caller.send(signal)

    def sleeps(self) -> bool:
        """Whether nobody holds up sleep any more: the other end of each inhibitor lock was closed."""
        return all(_closed(end) for end in self.held)

    def introspect(self, path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:  # noqa: N802
        self.asked.append((message.member(), *(str(each) for each in message.arguments())))
        if not self.answers:
            connection.send(message.createErrorReply("org.freedesktop.DBus.Error.AccessDenied", "not here"))
        elif message.member() == "Inhibit":
            self._give_inhibitor(message, connection)
        elif self.knows_session:
            self._reply(message, connection, QDBusObjectPath(OURS))
        else:
            connection.send(message.createErrorReply("org.freedesktop.login1.NoSuchSession", "no session"))
        return True

    def _give_inhibitor(self, message: QDBusMessage, connection: QDBusConnection) -> None:
        mine, theirs = os.pipe()
        os.set_blocking(mine, False)
        self.held.append(mine)
        self._reply(message, connection, QDBusUnixFileDescriptor(theirs))
        os.close(theirs)

    def _reply(self, message: QDBusMessage, connection: QDBusConnection, answer: object) -> None:
        reply = message.createReply()
        reply.setArguments([answer])
        connection.send(reply)

    def _welcome(self, connection: QDBusConnection) -> None:
        self._callers.append(connection)
        for path in (LOGIN_PATH, "/"):
            assert connection.registerVirtualObject(path, self)


def _closed(end: int) -> bool:
    try:
        return os.read(end, 1) == b""
    except BlockingIOError:
        return False


@functools.cache
def the_bus() -> Bus:
    return Bus()


class World:
    """The watch, the two buses, and what the vault was told."""

    def __init__(self, *, knows_session: bool = True, answers: bool = True, **chosen: Any) -> None:
        bus = self.bus = the_bus()
        bus.begin(knows_session=knows_session, answers=answers)
        self.why: list[str] = []
        self.may_lock = asyncio.Event()
        self.may_lock.set()
        self.bugs = Bugs()
        self.work = Supervisor(self.bugs)
        self.watch = SessionWatch(
            self.lock, self.work.start, system_bus=bus.open, session_bus=bus.open, service="", **chosen
        )

    async def lock(self, why: str) -> None:
        await self.may_lock.wait()
        self.why.append(why)

    async def until(self, condition: Callable[[], bool], what: str) -> None:
        await wait_until(condition, lambda: what, 10)

    async def settled(self) -> None:
        """Wait until what was sent before was heard: the answer to a question comes after it."""
        asked = len(self.bus.asked)
        self.watch._hold_sleep()
        await self.until(lambda: len(self.bus.asked) > asked and not self.watch._watchers, "an answer")


@pytest.fixture
async def make() -> AsyncIterator[Callable[..., World]]:
    worlds: list[World] = []

    def make(**chosen: Any) -> World:
        worlds.append(World(**chosen))
        return worlds[-1]

    yield make
    for each in worlds:
        each.watch.close()
        await each.work.close(5)
        assert not each.bugs.met


async def test_sleep_waits_until_the_vault_is_locked(make: Callable[..., World]) -> None:
    world = make()
    await world.watch.listen()
    await world.until(lambda: world.watch.holds_sleep, "the inhibitor lock")
    assert ("Inhibit", "sleep", "KripTik", "Lock the vault first", "delay") in world.bus.asked
    assert not world.bus.sleeps()
    world.may_lock.clear()
    world.bus.tell(LOGIN_PATH, MANAGER, "PrepareForSleep", True)
    await world.until(lambda: world.work.names() != [], "the locking to begin")
    assert not world.bus.sleeps()
    world.may_lock.set()
    await world.until(world.bus.sleeps, "sleep to be let")
    assert world.why == ["the computer goes to sleep"]


async def test_the_next_sleep_is_held_up_again(make: Callable[..., World]) -> None:
    world = make()
    await world.watch.listen()
    await world.until(lambda: world.watch.holds_sleep, "the inhibitor lock")
    world.bus.tell(LOGIN_PATH, MANAGER, "PrepareForSleep", True)
    await world.until(world.bus.sleeps, "sleep to be let")
    world.bus.tell(LOGIN_PATH, MANAGER, "PrepareForSleep", False)
    await world.until(lambda: world.watch.holds_sleep, "another inhibitor lock")
    assert len(world.bus.held) == 2
    world.watch.close()
    await world.until(world.bus.sleeps, "closing to hold up nothing")


async def test_our_session_locks_and_anothers_does_not(make: Callable[..., World]) -> None:
    world = make()
    await world.watch.listen()
    await world.until(lambda: bool(world.watch._own_session), "our session to be known")
    assert world.watch._own_session == OURS
    world.bus.tell(OTHERS, SESSION, "Lock")
    await world.settled()
    assert world.why == []
    world.bus.tell(OURS, SESSION, "Lock")
    await world.until(lambda: world.why == ["the session was locked"], "the lock")


async def test_where_our_session_is_not_known_any_counts(make: Callable[..., World]) -> None:
    world = make(knows_session=False)
    await world.watch.listen()
    await world.until(lambda: not world.watch._watchers and len(world.bus.asked) == 2, "both answers")
    world.bus.tell(OTHERS, SESSION, "Lock")
    await world.until(lambda: world.why == ["the session was locked"], "the lock")


@pytest.mark.parametrize("saver", SAVERS)
async def test_every_desktops_screen_saver_is_heard(make: Callable[..., World], saver: str) -> None:
    world = make()
    await world.watch.listen()
    world.bus.tell("/" + saver.replace(".", "/"), saver, "ActiveChanged", False)
    await world.settled()
    assert world.why == []
    world.bus.tell("/" + saver.replace(".", "/"), saver, "ActiveChanged", True)
    await world.until(lambda: "the session was locked" in world.why, "the lock")


async def test_what_the_person_does_not_want_is_not_heard(make: Callable[..., World]) -> None:
    asleep = make(on_suspend=False)
    await asleep.watch.listen()
    await asleep.until(lambda: bool(asleep.watch._own_session), "our session to be known")
    asleep.bus.tell(LOGIN_PATH, MANAGER, "PrepareForSleep", True)
    await asleep.settled()
    assert asleep.why == []
    asleep.watch.close()
    session = make(on_session_lock=False)
    await session.watch.listen()
    await session.until(lambda: session.watch.holds_sleep, "the inhibitor lock")
    session.bus.tell(OURS, SESSION, "Lock")
    session.bus.tell("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", True)
    await session.settled()
    assert session.why == []


async def test_a_logind_that_refuses_holds_nothing_up(make: Callable[..., World]) -> None:
    world = make(answers=False)
    await world.watch.listen()
    await world.until(lambda: not world.watch._watchers and len(world.bus.asked) == 2, "both answers")
    assert not world.watch.holds_sleep
    world.bus.tell(LOGIN_PATH, MANAGER, "PrepareForSleep", True)
    await world.until(lambda: world.why == ["the computer goes to sleep"], "the lock")


async def test_no_bus_is_no_trouble() -> None:
    work = Supervisor(Bugs())

    async def lock(why: str) -> None:
        raise AssertionError(why)

    def nobody() -> QDBusConnection:
        return QDBusConnection("nobody knows this one")

    watch = SessionWatch(lock, work.start, system_bus=nobody, session_bus=nobody)
    await watch.listen()
    assert not watch.holds_sleep
    watch.close()
