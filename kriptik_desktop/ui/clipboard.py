"""Puts a secret on the clipboard for a short while, marked so that clipboard histories leave it out.

What was copied is remembered as a salted hash only, to tell later whether it is still there: what somebody else copied
meanwhile is theirs. Reading goes through Qt, which on X11 asks whoever holds the clipboard, so it is done only when
something is to be cleared or the person pastes. macOS has a mark too, but Qt offers no way to set it from Python.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import shutil
import sys
from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QMimeData, QObject, QProcess, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QClipboard, QGuiApplication

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.ui.wording import translated

CLIPBOARD_S: Final = 30.0
LONGEST: Final = 1 << 20
"""Characters; what is longer is nothing that a person pastes into a form."""

_KDE: Final = {"x-kde-passwordManagerHint": b"secret"}
"""Klipper and other histories on Linux leave out what carries this."""
_WINDOWS: Final = {
    "ExcludeClipboardContentFromMonitorProcessing": b"1",
    "CanIncludeInClipboardHistory": bytes(4),
    "CanUploadToCloudClipboard": bytes(4),
}
"""Microsoft, "Clipboard formats": the first for any value, the others as a DWORD of 0. Qt registers unknown names."""

Later = Callable[[float, Callable[[], None]], Callable[[], None]]
"""Does something after some seconds; what it returns calls that off."""


def hints(platform: str = sys.platform) -> Mapping[str, bytes]:
    """Return the formats that mark a secret on this platform."""
    return _WINDOWS if platform == "win32" else _KDE if platform != "darwin" else {}


def by_qt_timer(seconds: float, work: Callable[[], None]) -> Callable[[], None]:
    """Call ``work`` once after ``seconds``; Qt's timers rest while the computer sleeps, but the vault locks before."""
    timer = QTimer()
    timer.setSingleShot(True)
    timer.timeout.connect(work)
    timer.start(round(seconds * 1000))
    return timer.stop


def withheld() -> bool:
    """Return whether the desktop lets only the window in front change the clipboard, and this one is not in front."""
    active = QGuiApplication.applicationState() == Qt.ApplicationState.ApplicationActive
    return QGuiApplication.platformName().startswith("wayland") and not active


def clear_by_program() -> bool:
    """Clear a Wayland clipboard by wl-copy, which needs no window in front; False where it is not installed."""
    program = shutil.which("wl-copy")
    if program is None:
        return False
    started, _ = QProcess.startDetached(program, ["--clear"])
    return bool(started)


class SecretClipboard(QObject):
    """The clipboard, for secrets; what lies on it goes after a while, when the vault locks, and when the app ends."""

    cleared = Signal()
    """What was copied here is no longer on the clipboard by our doing."""
    stuck = Signal(str)
    """The desktop does not let us clear it; the words say what the person can do."""

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        later: Later = by_qt_timer,
        is_withheld: Callable[[], bool] = withheld,
        other_way: Callable[[], bool] = clear_by_program,
    ) -> None:
        super().__init__(parent)
        self._later, self._is_withheld, self._other_way = later, is_withheld, other_way
        self._salt = secrets.token_bytes(16)
        self._mark = b""
        self._call_off: Callable[[], None] = _nothing
        self.seconds = CLIPBOARD_S

    @property
    def holds_secret(self) -> bool:
        """Whether something copied here has not been cleared yet."""
        return bool(self._mark)

    def copy(self, secret: Secret, seconds: float | None = None) -> float:
        """Put ``secret`` on the clipboard and return after how many seconds it goes; None takes the person's setting.

        Qt keeps its own copy of the text until it is cleared; nothing can wipe that.
        """
        stays = self.seconds if seconds is None else seconds
        self._call_off()
        data = QMimeData()
        data.setText(secret.reveal())
        for name, value in hints().items():
            data.setData(name, value)
        _system().setMimeData(data)
        self._mark = self._hash(secret.reveal())
        self._call_off = self._later(stays, self.clear)
        return stays

    @Slot()
    def clear(self) -> None:
        """Take the secret off the clipboard if it is still there; what others copied stays."""
        if not self._mark:
            return
        self._call_off()
        self._call_off = _nothing
        mark, self._mark = self._mark, b""
        if hmac.compare_digest(self._hash(_system().text()), mark):
            self._empty()

    def read(self) -> Secret:
        """Return the text on the clipboard, whoever put it there; empty where there is none, or one beyond LONGEST."""
        text = _system().text()
        return Secret(text if len(text) <= LONGEST else "")

    def mark_of(self, secret: Secret) -> bytes:
        """Return what tells whether the clipboard holds the same text later, without keeping the text."""
        return self._hash(secret.reveal())

    def clear_of(self, secret: Secret) -> None:
        """Take ``secret`` off the clipboard, whoever put it there; what was copied meanwhile stays."""
        if secret and secret == Secret(_system().text()):
            self._empty()

    def _empty(self) -> None:
        away = self._is_withheld()
        _system().clear()
        if away and not self._other_way():
            self.stuck.emit(translated("The desktop may keep the copied secret. Copy something else to replace it."))
        self.cleared.emit()

    def _hash(self, text: str) -> bytes:
        return hashlib.sha256(self._salt + text.encode("utf-8", "surrogatepass")).digest()


def _system() -> QClipboard:
    return QGuiApplication.clipboard()


def _nothing() -> None:
    """There is nothing to call off."""
