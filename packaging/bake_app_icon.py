"""Draws the app's own icon in every size that desktops ask for, and the containers Windows and macOS want them in.

Up to 32 pixels each size has a drawing of its own on its own pixel grid, since a large drawing made small is a blur.
Qt draws; the containers are written here, since Qt can write neither several sizes into one nor macOS's at all.
Run it by ``make icons`` or alone; the result is committed.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Mapping
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QGuiApplication, QImage, QImageReader

FOLDER = Path(__file__).resolve().parent.parent / "assets" / "app"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512, 1024)
ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)
ICNS_KINDS = (
    (b"icp4", 16),
    (b"icp5", 32),
    (b"ic11", 32),
    (b"ic12", 64),
    (b"ic07", 128),
    (b"ic08", 256),
    (b"ic13", 256),
    (b"ic09", 512),
    (b"ic14", 512),
    (b"ic10", 1024),
)
"""Type of each entry and its pixels; ic11 to ic14 and ic10 are the doubled 16, 32, 128, 256 and 512."""


def drawing(size: int) -> Path:
    """Return the drawing for a size."""
    own = FOLDER / f"mark-{size}.svg"
    return own if own.is_file() else FOLDER / "mark.svg"


def png(size: int) -> bytes:
    """Return the icon of a size as PNG."""
    reader = QImageReader(str(drawing(size)), QByteArray(b"svg"))
    reader.setScaledSize(QSize(size, size))
    image = reader.read().convertToFormat(QImage.Format.Format_ARGB32)
    if image.isNull():
        raise SystemExit(f"{drawing(size)} cannot be drawn: {reader.errorString()}")
    out = QBuffer()
    out.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(out, "PNG", 0):
        raise SystemExit("Qt cannot write PNG")
    return bytes(out.data().data())


def ico(pictures: Mapping[int, bytes]) -> bytes:
    """Return a Windows icon with PNG entries (ICONDIR: 6 bytes, then 16 for each entry; a side of 256 is written 0)."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    place = len(head) + 16 * len(pictures)
    entries, body = b"", b""
    for size, data in pictures.items():
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(data), place + len(body))
        body += data
    return head + entries + body


def icns(pictures: Mapping[int, bytes]) -> bytes:
    """Return a macOS icon: ``icns``, the length of all, then type, length and PNG of each entry, big-endian."""
    body = b"".join(kind + struct.pack(">I", 8 + len(pictures[size])) + pictures[size] for kind, size in ICNS_KINDS)
    return b"icns" + struct.pack(">I", 8 + len(body)) + body


def main() -> int:
    """Write every size and both containers."""
    app = QGuiApplication.instance() or QGuiApplication([])
    pictures = {size: png(size) for size in SIZES}
    for size, data in pictures.items():
        (FOLDER / f"icon-{size}.png").write_bytes(data)
    (FOLDER / "icon.ico").write_bytes(ico({size: pictures[size] for size in ICO_SIZES}))
    (FOLDER / "icon.icns").write_bytes(icns(pictures))
    app.processEvents()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
