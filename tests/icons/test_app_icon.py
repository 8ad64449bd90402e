"""The app's own icon: every size and container, and the window that wears it."""

from __future__ import annotations

import runpy
import struct
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication, QImage, QImageReader

from kriptik_desktop.core.resources import resource
from kriptik_desktop.ui.engine import dress_application
from tests.house.text_files import ROOT
from tests.icons.pictures import Draw, box, colours, ink

FOLDER = resource("assets") / "app"
BAKER: dict[str, Any] = runpy.run_path(str(ROOT / "packaging" / "bake_app_icon.py"))
SIZES: tuple[int, ...] = BAKER["SIZES"]
pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize("size", SIZES)
def test_every_size_is_what_its_drawing_says(size: int) -> None:
    image = QImage(str(FOLDER / f"icon-{size}.png"))
    assert same(QImage.fromData(BAKER["png"](size)), FOLDER / f"icon-{size}.png"), "run `make icons`"
    assert (image.width(), image.height()) == (size, size)
    assert image.pixelColor(0, 0).alpha() == 0


@pytest.mark.parametrize("size", [16, 24, 32, 48, 64])
def test_the_icon_is_a_light_key_on_dark_glass_lit_red_in_its_middle(size: int) -> None:
    image = QImage(str(FOLDER / f"icon-{size}.png"))
    left, top, right, bottom = box(image)
    assert abs(left - right) <= 1
    assert abs(top - bottom) <= 1
    seen = [colour for _, _, colour in ink(image)]
    light = [colour for colour in seen if colour.lightness() > 190]
    red = [colour for colour in seen if colour.red() > 100 and colour.red() > 2 * colour.green()]
    dark = [colour for colour in seen if colour.lightness() < 70]
    assert len(light) > len(seen) * 0.08
    assert len(red) > len(seen) * 0.04
    assert len(dark) > len(seen) * 0.15


@pytest.mark.parametrize("size", [16, 24, 32])
def test_small_ones_have_whole_pixels_of_their_key(size: int) -> None:
    shaft = QImage(str(FOLDER / f"icon-{size}.png"))
    white = [x for x in range(size) if shaft.pixelColor(x, size * 5 // 8).name() == "#ffffff"]
    assert len(white) >= size // 8


def test_the_windows_icon_holds_what_the_pictures_hold() -> None:
    reader = QImageReader(str(FOLDER / "icon.ico"))
    assert reader.imageCount() == len(BAKER["ICO_SIZES"])
    for at, size in enumerate(BAKER["ICO_SIZES"]):
        reader.jumpToImage(at)
        assert same(reader.read(), FOLDER / f"icon-{size}.png")


def test_the_macos_icon_holds_what_the_pictures_hold() -> None:
    data = (FOLDER / "icon.icns").read_bytes()
    assert data[:8] == b"icns" + struct.pack(">I", len(data))
    found, at = {}, 8
    while at < len(data):
        length = struct.unpack(">I", data[at + 4 : at + 8])[0]
        found[data[at : at + 4]] = data[at + 8 : at + length]
        at += length
    assert at == len(data)
    assert {kind: QImage.fromData(png).width() for kind, png in found.items()} == dict(BAKER["ICNS_KINDS"])


def same(image: QImage, file: Path) -> bool:
    """Return whether a picture is that of a file; another version of Qt may round a channel another way."""
    one, other = (each.convertToFormat(QImage.Format.Format_ARGB32) for each in (image, QImage(str(file))))
    pairs = zip(bytes(one.constBits()), bytes(other.constBits()), strict=True)
    return one.size() == other.size() and max(abs(first - second) for first, second in pairs) <= 8


def test_the_windows_wear_it() -> None:
    dress_application()
    icon = QGuiApplication.windowIcon()
    assert {size.width() for size in icon.availableSizes()} == {16, 24, 32, 48, 64, 128, 256}
    assert same(icon.pixmap(QSize(32, 32)).toImage(), FOLDER / "icon-32.png")


def test_the_mark_in_the_window_is_the_icon(draw: Draw) -> None:
    assert same(draw("app/mark", 64), FOLDER / "icon-64.png")
    assert same(draw("app/mark-24", 24), FOLDER / "icon-24.png")
    assert len(colours(draw("app/mark", 40))) > 50
