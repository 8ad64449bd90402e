"""Printing the recovery kit for real: the page, the PDF that Qt writes of it, and the system's own dialog."""

from __future__ import annotations

import asyncio
import re
import stat
import subprocess
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication

from kriptik_desktop.core.errors import InvalidInput, KriptikError
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.ui.kit_page import KitPage, paint_kit
from kriptik_desktop.ui.kit_printing import SystemPrinting, new_printer, send

pytestmark = [
    pytest.mark.qt,
    pytest.mark.qt_log_ignore("does not support propagateSizeHints"),
    pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system's own dialog needs a printer"),
]
GROUPS = tuple(f"{letter}{number:03d}" for number, letter in enumerate("ABCDEFGHJKMNPQ", start=417))
PAGE = KitPage(tuple(Secret(group) for group in GROUPS), "0198c3d2-7c1e-7a42-b6a1-2f4d7e90c111", 1_764_000_000_000)
EDGE = 20
PAPERS = ("A4", "Letter", "A5", "A6")


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))


@pytest.fixture
def _beside_a_window() -> Iterator[None]:
    """Let the loop outlive the dialog, as it does beside the app's window."""
    QApplication.setQuitOnLastWindowClosed(False)
    yield
    QApplication.setQuitOnLastWindowClosed(True)


def pdf_printer(place: Path) -> QPrinter:
    printer = new_printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(place))
    return printer


def pages_of(content: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", content))


def streams_of(content: bytes) -> Iterator[bytes]:
    for found in re.finditer(rb"stream\r?\n(.*?)endstream", content, re.DOTALL):
        try:
            yield zlib.decompress(found[1])
        except zlib.error:
            yield found[1]


def text_of(place: Path) -> str:
    command = ("gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=txtwrite", "-o", "-", str(place))
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("orientation", list(QPageLayout.Orientation))
async def test_it_is_one_page_on_any_paper_and_only_this_user_reads_the_file(
    tmp_path: Path, paper: str, orientation: QPageLayout.Orientation
) -> None:
    place = tmp_path / "kit.pdf"
    printer = pdf_printer(place)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId[paper]))
    printer.setPageOrientation(orientation)
    assert send(PAGE, printer) == place
    content = place.read_bytes()
    assert content.startswith(b"%PDF-")
    assert pages_of(content) == 1
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["kit.pdf"]


async def test_a_file_that_others_could_read_is_closed_before_it_is_written(tmp_path: Path) -> None:
    place = tmp_path / "kit.pdf"
    place.write_text("something", encoding="utf-8")
    place.chmod(0o644)
    send(PAGE, pdf_printer(place))
    assert stat.S_IMODE(place.stat().st_mode) == 0o600


@pytest.mark.needs_program("gs")
async def test_another_program_reads_the_numbered_groups_from_the_pdf(tmp_path: Path) -> None:
    place = tmp_path / "kit.pdf"
    send(PAGE, pdf_printer(place))
    words = text_of(place).split()
    assert [word for word in words if word in GROUPS] == list(GROUPS)
    numbers = [word for word in words if word.isdigit() and 1 <= int(word) <= 14 and len(word) == len(str(int(word)))]
    assert sorted({int(each) for each in numbers}) == list(range(1, 15))
    said = " ".join(words)
    assert "KripTik recovery kit" in said
    assert "24 Nov 2025" in said
    assert "0198c3d2" in said
    assert "Use the recovery kit" in said


async def test_the_key_stands_only_in_what_is_painted(tmp_path: Path) -> None:
    place = tmp_path / "kit.pdf"
    send(PAGE, pdf_printer(place))
    content = place.read_bytes()
    for stream in (content, *streams_of(content)):
        assert not [group for group in GROUPS if group.encode() in stream]
        assert not [group for group in GROUPS if group.encode("utf-16-be") in stream]


def painted(page: KitPage, width_mm: int, height_mm: int) -> QImage:
    """Return the page as a picture at 100 dots per inch, black on white, with an empty edge around its area."""
    dots, edges = 100 / 25.4, 2 * EDGE
    image = QImage(int(width_mm * dots) + edges, int(height_mm * dots) + edges, QImage.Format.Format_Grayscale8)
    image.setDotsPerMeterX(int(1000 * dots))
    image.setDotsPerMeterY(int(1000 * dots))
    image.fill(255)
    painter = QPainter(image)
    paint_kit(painter, page, QRectF(image.rect().adjusted(EDGE, EDGE, -EDGE, -EDGE)))
    painter.end()
    return image


def inked(image: QImage) -> tuple[int, int, int, int]:
    """Return the left, top, right and bottom of what is not white."""
    dark = [(x, y) for y in range(image.height()) for x in range(image.width()) if image.pixelColor(x, y).value() < 200]
    columns, rows = [x for x, _ in dark], [y for _, y in dark]
    return min(columns), min(rows), max(columns), max(rows)


@pytest.mark.parametrize(("width", "height"), [(170, 257), (176, 239), (65, 108), (257, 80)])
async def test_nothing_is_painted_beyond_the_area(width: int, height: int) -> None:
    image = painted(PAGE, width, height)
    left, top, right, bottom = inked(image)
    assert left >= EDGE
    assert top >= EDGE
    assert right < image.width() - EDGE
    assert bottom < image.height() - EDGE


async def test_every_group_changes_the_picture() -> None:
    whole = painted(PAGE, 170, 257)
    for index in range(len(GROUPS)):
        groups = tuple(Secret("WWWW") if at == index else each for at, each in enumerate(PAGE.groups))
        assert painted(KitPage(groups, PAGE.vault_id, PAGE.drawn_at), 170, 257) != whole


async def test_a_place_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="could not be written: No such file"):
        send(PAGE, pdf_printer(tmp_path / "no" / "such" / "kit.pdf"))


async def test_a_full_disk_is_no_kit() -> None:
    with pytest.raises(InvalidInput, match="did not fit"):
        send(PAGE, pdf_printer(Path("/dev/full")))


class Heard:
    """What a view-model would hear."""

    def __init__(self) -> None:
        self.places: list[Path | None] = []
        self.errors: list[KriptikError] = []


def shown() -> list[QPrintDialog]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, QPrintDialog) and each.isVisible()]


async def until_shown(count: int) -> None:
    async with asyncio.timeout(20):
        while len(shown()) != count:
            await asyncio.sleep(0.01)


async def test_the_dialog_prints_when_it_is_accepted_and_then_forgets(tmp_path: Path) -> None:
    heard, printing, place = Heard(), SystemPrinting(), tmp_path / "chosen.pdf"
    printing.print_kit(PAGE, heard.places.append, heard.errors.append)
    assert not heard.places
    await until_shown(1)
    (dialog,) = shown()
    dialog.printer().setOutputFileName(str(place))
    dialog.done(QPrintDialog.DialogCode.Accepted)
    await until_shown(0)
    assert heard.places == [place]
    assert not heard.errors
    assert pages_of(place.read_bytes()) == 1
    assert printing._job is None


@pytest.mark.usefixtures("_beside_a_window")
async def test_cancelling_and_closing_print_nothing(tmp_path: Path) -> None:
    heard, printing = Heard(), SystemPrinting()
    printing.print_kit(PAGE, heard.places.append, heard.errors.append)
    await until_shown(1)
    shown()[0].reject()
    await until_shown(0)
    assert printing._job is None
    printing.print_kit(PAGE, heard.places.append, heard.errors.append)
    printing.print_kit(PAGE, heard.places.append, heard.errors.append)
    await until_shown(1)
    printing.close()
    await until_shown(0)
    assert printing._job is None
    assert not heard.places
    assert not heard.errors
    assert not list(tmp_path.iterdir())


async def test_a_page_that_was_refused_says_why(tmp_path: Path) -> None:
    heard, printing = Heard(), SystemPrinting()
    printing.print_kit(PAGE, heard.places.append, heard.errors.append)
    await until_shown(1)
    (dialog,) = shown()
    dialog.printer().setOutputFileName(str(tmp_path / "no" / "such" / "kit.pdf"))
    dialog.done(QPrintDialog.DialogCode.Accepted)
    await until_shown(0)
    assert not heard.places
    assert [error.code for error in heard.errors] == ["kit_not_written"]


async def test_without_qt_print_support_it_says_what_else_can_be_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtPrintSupport", None)
    heard = Heard()
    SystemPrinting().print_kit(PAGE, heard.places.append, heard.errors.append)
    (error,) = heard.errors
    assert error.code == "printing_missing"
    assert "Save the kit to a file" in error.hint
