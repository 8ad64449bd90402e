"""A copied secret is marked, goes after its time, at locking and at the end, and takes nothing of others with it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable

import pytest
from PySide6.QtGui import QClipboard, QGuiApplication

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.ui.clipboard import LONGEST, SecretClipboard, by_qt_timer, hints
from tests.fakes.hands import wait_until
from tests.fakes.pilot import Desk, open_window, unlocked

pytestmark = pytest.mark.qt
SECRET = Secret("sk_live_51Habc0123456789")


class Times:
    """Timers that end when the test says so."""

    def __init__(self) -> None:
        self.waiting: list[tuple[float, Callable[[], None]]] = []

    def __call__(self, seconds: float, work: Callable[[], None]) -> Callable[[], None]:
        entry = (seconds, work)
        self.waiting.append(entry)
        return lambda: self.waiting.remove(entry) if entry in self.waiting else None

    def pass_all(self) -> None:
        for _, work in list(self.waiting):
            work()


@pytest.fixture
async def system() -> AsyncIterator[QClipboard]:
    yield QGuiApplication.clipboard()
    QGuiApplication.clipboard().clear()


@pytest.fixture
def times() -> Times:
    return Times()


@pytest.fixture
def clipboard(times: Times) -> SecretClipboard:
    return SecretClipboard(later=times)


async def test_a_secret_is_there_marked_for_histories_and_goes_after_its_time(
    system: QClipboard, clipboard: SecretClipboard, times: Times
) -> None:
    cleared: list[bool] = []
    clipboard.cleared.connect(lambda: cleared.append(True))
    assert clipboard.copy(SECRET, 30) == 30
    assert system.text() == SECRET.reveal()
    for name, value in hints().items():
        assert bytes(system.mimeData().data(name).data()) == value
    assert [seconds for seconds, _ in times.waiting] == [30]
    assert clipboard.holds_secret
    times.pass_all()
    assert system.text() == ""
    assert cleared == [True]
    assert not clipboard.holds_secret
    assert times.waiting == []


def test_each_system_gets_the_marks_it_knows() -> None:
    assert hints("linux") == {"x-kde-passwordManagerHint": b"secret"}
    assert hints("win32")["CanIncludeInClipboardHistory"] == bytes(4)
    assert hints("win32")["ExcludeClipboardContentFromMonitorProcessing"]
    assert hints("darwin") == {}


async def test_without_seconds_the_persons_setting_counts(clipboard: SecretClipboard, times: Times) -> None:
    clipboard.seconds = 12
    assert clipboard.copy(SECRET) == 12
    assert times.waiting[0][0] == 12


async def test_what_somebody_else_copied_stays(system: QClipboard, clipboard: SecretClipboard, times: Times) -> None:
    clipboard.copy(SECRET)
    system.setText("a recipe")
    times.pass_all()
    assert system.text() == "a recipe"
    assert not clipboard.holds_secret


async def test_a_second_copy_starts_its_own_time(system: QClipboard, clipboard: SecretClipboard, times: Times) -> None:
    clipboard.copy(SECRET, 30)
    clipboard.copy(Secret("second"), 10)
    assert [seconds for seconds, _ in times.waiting] == [10]
    times.pass_all()
    assert system.text() == ""


async def test_clearing_nothing_leaves_the_clipboard_alone(system: QClipboard, clipboard: SecretClipboard) -> None:
    system.setText("a recipe")
    clipboard.clear()
    assert system.text() == "a recipe"


@pytest.mark.parametrize("installed", [True, False])
async def test_where_the_desktop_withholds_the_clipboard_a_program_clears_it_or_the_person_is_told(
    system: QClipboard, times: Times, installed: bool
) -> None:
    asked, told = list[bool](), list[str]()

    def program() -> bool:
        asked.append(True)
        return installed

    clipboard = SecretClipboard(later=times, is_withheld=lambda: True, other_way=program)
    clipboard.stuck.connect(told.append)
    clipboard.copy(SECRET)
    clipboard.clear()
    assert asked == [True]
    assert len(told) == (0 if installed else 1)
    assert all("Copy something else" in words for words in told)


async def test_the_system_timer_clears_by_itself(system: QClipboard) -> None:
    clipboard = SecretClipboard(later=by_qt_timer)
    clipboard.copy(SECRET, 0.01)
    await wait_until(lambda: system.text() == "", lambda: "the clipboard to be empty", 10)


async def test_locking_clears_it(desk: Desk, system: QClipboard) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        pilot.window.screens.clipboard.copy(SECRET)
        assert system.text() == SECRET.reveal()
        await pilot.press("lockVault")
        await pilot.until(lambda: system.text() == "", "the clipboard to be empty")


async def test_quitting_clears_it(desk: Desk, system: QClipboard) -> None:
    async with open_window(desk) as pilot:
        await unlocked(pilot)
        pilot.window.screens.clipboard.copy(SECRET)
        assert system.text() == SECRET.reveal()
    assert system.text() == ""


async def test_what_was_pasted_is_taken_off_and_what_was_copied_meanwhile_stays(
    system: QClipboard, clipboard: SecretClipboard
) -> None:
    system.setText(SECRET.reveal())
    pasted = clipboard.read()
    assert pasted == SECRET
    system.setText("of somebody else")
    clipboard.clear_of(pasted)
    assert system.text() == "of somebody else"
    system.setText(SECRET.reveal())
    clipboard.clear_of(pasted)
    assert system.text() == ""
    clipboard.clear_of(Secret(""))


async def test_what_is_longer_than_anything_pasted_is_not_read(system: QClipboard, clipboard: SecretClipboard) -> None:
    system.setText("x" * (LONGEST + 1))
    assert not clipboard.read()
