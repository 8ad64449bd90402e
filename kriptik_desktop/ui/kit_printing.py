"""Prints a recovery kit by the system's own print dialog, without ever waiting inside a task of the loop.

The kit goes from memory to the printer and no file of ours comes between; a PDF that the person chooses in Qt's dialog
instead can be read by them alone. What a printer, its queue or macOS's own PDF menu keeps is out of our hands.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QMarginsF, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QPageLayout, QPainter, QWindow

from kriptik_desktop.core.errors import InvalidInput, KriptikError, Unavailable
from kriptik_desktop.ui.kit_page import KitPage, paint_kit
from kriptik_desktop.ui.wording import translated

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

Printed = Callable[[Path | None], None]
"""Called with the file that was chosen instead of a printer, or None where it went to a printer."""
NotPrinted = Callable[[KriptikError], None]
PDF_NAME: Final = "kriptik-recovery-kit.pdf"
_MARGIN_MM: Final = 20.0
_TAIL: Final = 16
_PDF_END: Final = b"%%EOF"
"""The last line of every whole PDF (ISO 32000-1, 7.5.5)."""


class KitPrinting(Protocol):
    """What view-models ask; tests answer by themselves."""

    def print_kit(self, page: KitPage, printed: Printed, failed: NotPrinted) -> None:
        """Let the person choose a printer; one of the two is called, or neither where they cancel. Never raises."""

    def close(self) -> None:
        """Take the dialog away and forget the page, as when the vault is locked."""


@dataclass(frozen=True, slots=True)
class _Job:
    dialog: QPrintDialog
    printer: QPrinter
    page: KitPage
    printed: Printed
    failed: NotPrinted


class SystemPrinting:
    """One dialog at a time, over the window it belongs to; the page is forgotten with it."""

    def __init__(self) -> None:
        self._job: _Job | None = None
        self.owner: QWindow | None = None

    def print_kit(self, page: KitPage, printed: Printed, failed: NotPrinted) -> None:
        """Show the dialog.

        Windows and macOS wait inside theirs, in a loop of their own; so it is shown from the event loop and not from
        here, where QML is still in the middle of the press.
        """
        self.close()
        try:
            from PySide6.QtPrintSupport import QPrintDialog

            printer = new_printer()
        except ImportError:
            failed(
                Unavailable(
                    "printing_missing",
                    translated("Nothing can be printed: this installation lacks Qt's support for printing."),
                    translated("Save the kit to a file and print that, or write it down."),
                )
            )
            return
        except KriptikError as error:
            failed(error)
            return
        dialog = QPrintDialog(printer)
        dialog.setWindowTitle(translated("Print the recovery kit"))
        dialog.setOptions(QPrintDialog.PrintDialogOption.PrintToFile | QPrintDialog.PrintDialogOption.PrintShowPageSize)
        self._job = _Job(dialog, printer, page, printed, failed)
        dialog.finished.connect(self._finish)
        dialog.setWindowModality(Qt.WindowModality.ApplicationModal)
        dialog.winId()
        handle = dialog.windowHandle()
        if handle is not None and self.owner is not None:
            handle.setTransientParent(self.owner)
        QTimer.singleShot(0, self._open)

    def close(self) -> None:
        """Take the dialog away and forget the page; nothing is printed any more."""
        job, self._job = self._job, None
        if job is not None:
            job.dialog.close()
            job.dialog.deleteLater()

    def _open(self) -> None:
        """Open what is still wanted; a dialog that was replaced or taken away meanwhile never shows."""
        if self._job is not None and not self._job.dialog.isVisible():
            self._job.dialog.show()

    def _finish(self, result: int) -> None:
        job, self._job = self._job, None
        if job is None:
            return
        job.dialog.deleteLater()
        if result != job.dialog.DialogCode.Accepted:
            return
        try:
            place = send(job.page, job.printer)
        except KriptikError as error:
            job.failed(error)
        else:
            job.printed(place)


def new_printer() -> QPrinter:
    """Return the printer that the dialog begins with: the usual one, or a PDF where Linux knows none.

    Raises Unavailable where there is no printer and the system's own dialog needs one.
    """
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(translated("KripTik recovery kit"))
    printer.setCreator("KripTik")
    printer.setPageMargins(QMarginsF(*(4 * [_MARGIN_MM])), QPageLayout.Unit.Millimeter)
    if printer.outputFormat() == QPrinter.OutputFormat.PdfFormat:
        if sys.platform in ("win32", "darwin"):
            raise Unavailable(
                "printer_missing",
                translated("This computer has no printer set up."),
                translated("Set one up, save the kit to a file, or write it down."),
            )
        printer.setOutputFileName(str(Path.home() / PDF_NAME))
    return printer


def send(page: KitPage, printer: QPrinter) -> Path | None:
    """Paint the page for the printer; return the file where one was chosen instead, which only this user can read.

    Raises InvalidInput where that file cannot be written, Unavailable where the printer takes nothing.
    """
    name = printer.outputFileName()
    place = Path(name) if name else None
    if place is not None:
        _make_private(place)
    painter = QPainter()
    if not painter.begin(printer):
        raise _refused(printer)
    paint_kit(painter, page, QRectF(QPointF(), printer.pageRect(printer.Unit.DevicePixel).size()))
    if not painter.end() or printer.printerState() == printer.PrinterState.Error:
        raise _refused(printer)
    if place is not None and not _whole(place):
        if place.is_file():
            place.unlink()
        raise _unwritten(place, translated("it did not fit there"))
    return place


def _make_private(place: Path) -> None:
    """Make the file before Qt does, which would let others read it, and keep what was there to this user too."""
    try:
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            if os.name == "posix":
                os.fchmod(handle, 0o600)
        finally:
            os.close(handle)
    except OSError as error:
        raise _unwritten(place, error.strerror or "") from None


def _whole(place: Path) -> bool:
    """Tell whether a PDF reaches its end; Qt itself does not notice that a disk was full."""
    with place.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _TAIL))
        return file.read(_TAIL).rstrip().endswith(_PDF_END)


def _unwritten(place: Path, why: str) -> InvalidInput:
    words = translated("{path} could not be written: {why}.").format(path=place, why=why)
    return InvalidInput("kit_not_written", words, translated("Choose another place."))


def _refused(printer: QPrinter) -> Unavailable:
    words = translated("The printer {name} did not take the page.").format(name=printer.printerName())
    return Unavailable(
        "kit_not_printed", words, translated("Look after the printer, choose another one, or save the kit to a file.")
    )
