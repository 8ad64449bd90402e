"""Draws marks, figures and icons in the size and colours that a QML item asks for.

An image provider is asked for device pixels, so icons stay sharp on every screen and with both renderers; a plain SVG
``Image`` is blurred at twice the size (measured). Ids, where a colour is six hex digits or a word for the usual one:
``ui/name/colour/accent/weight``, ``geometric/name/colour/accent/shade``, ``brand/slug/colour``, ``app/name``.
Nothing drawn is kept here, since Qt keeps what is on screen; only the marks are, from the first one on.
"""

from __future__ import annotations

import functools
import json
import re
from pathlib import Path
from urllib.parse import unquote

from PySide6.QtCore import QBuffer, QByteArray, QSize
from PySide6.QtGui import QImage, QImageReader
from PySide6.QtQuick import QQuickImageProvider

from kriptik_desktop.ui.icon_figures import FIGURES, Composition, composed, folded, plain

PROVIDER = "kriptik"
WHITE = "ffffff"
RED = "ef4444"
BLACK = "000000"
_GRID = QSize(24, 24)
_HEX = re.compile(r"[0-9a-fA-F]{6}")
_WEIGHT = re.compile(r"[0-9](?:\.[0-9]{1,2})?")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_MARK = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path fill="{}" d="{}"/></svg>'


class Marks:
    """The marks of the services, read at the first one that is asked for."""

    def __init__(self, file: Path) -> None:
        self._file = file

    @functools.cached_property
    def _by_name(self) -> dict[str, tuple[str, str]]:
        read = json.loads(self._file.read_text(encoding="utf-8"))
        marks = {folded(name): (colour, path) for name, (colour, path) in read["marks"].items()}
        return {**{folded(alias): marks[folded(name)] for alias, name in read["aliases"].items()}, **marks}

    def find(self, name: str) -> tuple[str, str] | None:
        """Return the colour and the path of a service's mark, if it has one."""
        return self._by_name.get(folded(name))


class IconProvider(QQuickImageProvider):
    """Serves ``image://kriptik/...``; one per engine, which owns it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._folder = folder
        self._marks = Marks(folder / "icons" / "brands.json")

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: N802, N803
        """Return the drawn icon; an unknown one is an empty image, which QML reports."""
        group, *words = (unquote(part) for part in id.split("/"))
        wanted = requestedSize if requestedSize.isValid() and not requestedSize.isEmpty() else _GRID
        name, *look = words or [""]
        match group:
            case "ui":
                return drawn(self._glyph(name, *look[:3]), wanted)
            case "brand":
                return drawn(self._brand(name, *look[:1]), wanted)
            case "geometric":
                return drawn(self._figure(plain(name) if name in FIGURES else composed(name), *look[:3]), wanted)
            case "app":
                return drawn(self._source("app", name), wanted)
        return QImage()

    def _brand(self, name: str, colour: str = "") -> str:
        mark = self._marks.find(name)
        if mark is None:
            return self._figure(composed(name), colour)
        return _MARK.format(_hex(colour, mark[0].lstrip("#")), mark[1])

    def _glyph(self, name: str, colour: str = "", accent: str = "", weight: str = "") -> str:
        source = self._source("icons/ui", name)
        if _WEIGHT.fullmatch(weight):
            source = source.replace('stroke-width="2"', f'stroke-width="{weight}"')
        return source.replace("currentColor", _hex(colour, WHITE)).replace('"accent"', f'"{_hex(accent, RED)}"')

    def _figure(self, made: Composition, colour: str = "", accent: str = "", shade: str = "") -> str:
        source = self._source("icons/geometric", made.figure)
        white = _hex(colour, WHITE)
        lit = {made.light: white, made.accent: _hex(accent, RED)}
        source = re.sub(r'"facet(\d)"', lambda found: f'"{lit.get(int(found[1]), _hex(shade, BLACK))}"', source)
        source = re.sub(r'"edge(\d)"', lambda found: f'"{lit.get(int(found[1]), white)}"', source)
        return source.replace("currentColor", white).replace('"turn"', f'"rotate({made.turn} 12 12)"')

    def _source(self, group: str, name: str) -> str:
        path = self._folder / group / f"{name}.svg"
        return path.read_text(encoding="utf-8") if _NAME.fullmatch(name) and path.is_file() else ""


def drawn(source: str, size: QSize) -> QImage:
    """Return an SVG drawn in a size of device pixels; no SVG is an empty image."""
    if not source:
        return QImage()
    buffer = QBuffer()
    buffer.setData(source.encode())
    reader = QImageReader(buffer, QByteArray(b"svg"))
    reader.setScaledSize(size)
    return reader.read()


def _hex(colour: str, usual: str) -> str:
    return f"#{colour if _HEX.fullmatch(colour) else usual}"
