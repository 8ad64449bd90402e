"""Draws the shipped SVG icons in the size and colours that a QML item asks for.

An image provider is asked for device pixels, so icons stay sharp on every screen and with both renderers; a plain SVG
``Image`` is blurred at twice the size (measured). The id is ``set/name`` or ``set/name/colour/accent`` in hex.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QSize
from PySide6.QtGui import QImage, QImageReader
from PySide6.QtQuick import QQuickImageProvider

PROVIDER = "kriptik"
_DEFAULT = QSize(24, 24)


class IconProvider(QQuickImageProvider):
    """Serves ``image://kriptik/...``; one per engine, which owns it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._folder = folder
        self._sources: dict[str, str] = {}

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: N802, N803
        """Return the drawn icon; an unknown one is an empty image, which QML reports."""
        group, name, *colours = id.split("/")
        wanted = requestedSize if requestedSize.isValid() and not requestedSize.isEmpty() else _DEFAULT
        source = self._source(f"{group}/{name}")
        if not source:
            return QImage()
        for place, colour in zip(("currentColor", '"accent"'), colours, strict=False):
            source = source.replace(place, f'"#{colour}"' if place.startswith('"') else f"#{colour}")
        buffer = QBuffer()
        buffer.setData(source.encode())
        reader = QImageReader(buffer, QByteArray(b"svg"))
        reader.setScaledSize(wanted)
        return reader.read()

    def _source(self, name: str) -> str:
        if name not in self._sources:
            path = self._folder / f"{name}.svg"
            self._sources[name] = path.read_text(encoding="utf-8") if path.is_file() else ""
        return self._sources[name]
