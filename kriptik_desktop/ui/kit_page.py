"""What a recovery kit looks like on paper: one page, whatever its size, and in letters that are typed back easily.

It is painted and not laid out as a document, because a document breaks into pages by itself, and half a kit is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPainter, QPen

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.ui.dates import date_words
from kriptik_desktop.ui.wording import translated

_MM_PER_INCH: Final = 25.4
_WIDTH_MM: Final = 170.0
"""The text on A4 or Letter within margins of 20 mm; narrower paper gets everything smaller."""
_COLUMNS: Final = 5
_NUMBER_MM: Final = 5.5
_GROUP_MM: Final = 12.0
_GAP_MM: Final = 6.0
_FRAME_MM: Final = 7.0
_GROUP_PT: Final = 26.0
_DIM: Final = QColor(Qt.GlobalColor.darkGray).darker(150)
_WRAPPED: Final = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_MIDDLE: Final = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)


@dataclass(frozen=True, slots=True)
class KitPage:
    """What stands on the page; ``drawn_at`` in UTC milliseconds."""

    groups: tuple[Secret, ...]
    vault_id: str
    drawn_at: int


def paint_kit(painter: QPainter, page: KitPage, area: QRectF) -> None:
    """Paint the page into ``area``, in the dots of what is painted on; its whole height is never more than that."""
    sheet = _Sheet(painter)
    sheet.text(translated("KripTik recovery kit"), 24, bold=True, gap_mm=3)
    sheet.text(translated("Vault {id}").format(id=page.vault_id), 10, dim=True, gap_mm=1)
    sheet.text(translated("Drawn on {date}").format(date=date_words(page.drawn_at)), 10, dim=True, gap_mm=8)
    sheet.text(translated("This key opens the vault when everything else is lost."), 13, gap_mm=8)
    sheet.groups(page.groups)
    sheet.text(translated("How it is used"), 13, bold=True, gap_mm=3)
    sheet.text(
        translated(
            "When this computer's keyring or the master password is lost, start KripTik, choose "
            '"Use the recovery kit", and type the groups in the order of their numbers.'
        ),
        11,
        gap_mm=2,
    )
    sheet.text(
        translated(
            "Upper and lower case, spaces and dashes do not matter; what looks like the letter O is a zero, and what "
            "looks like the letter I or L is a one."
        ),
        11,
        gap_mm=8,
    )
    sheet.text(
        translated("Whoever has this page can open the vault. Keep it where you keep important papers."), 11, bold=True
    )
    sheet.paint(area)


@dataclass(frozen=True, slots=True)
class _Piece:
    place: QRectF
    flags: int
    font: QFont
    dim: bool
    words: Secret


class _Sheet:
    """Puts piece under piece first, so that how high they are is known before anything is painted."""

    def __init__(self, painter: QPainter) -> None:
        self._painter = painter
        self._mm = painter.device().logicalDpiX() / _MM_PER_INCH
        self._width = _WIDTH_MM * self._mm
        self._below = 0.0
        self._pieces: list[_Piece] = []
        self._frame = QRectF()

    def text(self, words: str, points: float, *, bold: bool = False, dim: bool = False, gap_mm: float = 0) -> None:
        """Put a paragraph below the last piece, and leave a gap after it."""
        font = _font(QGuiApplication.font(), points, bold=bold)
        self._painter.setFont(font)
        room = QRectF(0, self._below, self._width, self._width)
        height = self._painter.boundingRect(room, _WRAPPED, words).height()
        room.setHeight(height)
        self._pieces.append(_Piece(room, _WRAPPED, font, dim, Secret(words)))
        self._below += height + gap_mm * self._mm

    def groups(self, groups: tuple[Secret, ...]) -> None:
        """Put the groups in a frame, each under its number."""
        top, side = self._below, self._width / _COLUMNS
        number = _font(QGuiApplication.font(), 9)
        letters = _font(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont), _GROUP_PT)
        head, cell = _NUMBER_MM * self._mm, (_NUMBER_MM + _GROUP_MM + _GAP_MM) * self._mm
        for index, group in enumerate(groups):
            row, column = divmod(index, _COLUMNS)
            place = QRectF(column * side, top + _FRAME_MM * self._mm + row * cell, side, cell)
            self._pieces.append(_Piece(place, _MIDDLE, number, True, Secret(str(index + 1))))
            self._pieces.append(_Piece(place.adjusted(0, head, 0, 0), _MIDDLE, letters, False, group))
        height = -(-len(groups) // _COLUMNS) * cell + (2 * _FRAME_MM - _GAP_MM) * self._mm
        self._frame = QRectF(0, top, self._width, height)
        self._below += height + 8 * self._mm

    def paint(self, area: QRectF) -> None:
        """Paint everything, smaller where the area asks for it."""
        fits = min(1.0, area.width() / self._width, area.height() / self._below)
        painter, edge = self._painter, self._mm / 3
        painter.save()
        painter.translate(area.topLeft() + QPointF((area.width() - fits * self._width) / 2, 0))
        painter.scale(fits, fits)
        painter.setPen(QPen(_DIM, edge))
        painter.drawRoundedRect(self._frame.adjusted(edge, edge, -edge, -edge), 3 * self._mm, 3 * self._mm)
        for piece in self._pieces:
            painter.setFont(piece.font)
            painter.setPen(_DIM if piece.dim else QColor(Qt.GlobalColor.black))
            painter.drawText(piece.place, piece.flags, piece.words.reveal())
        painter.restore()


def _font(kind: QFont, points: float, *, bold: bool = False) -> QFont:
    font = QFont(kind)
    font.setPointSizeF(points)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font
