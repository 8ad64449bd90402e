"""Gives the lines of a text editor room, which Qt Quick offers for texts that are read but not for those one types.

The distance is a format of the document's paragraphs. New paragraphs take it over from the one they are split from;
only a text that is set from outside comes without it, and then there is nothing to undo either.
"""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickTextDocument

QML_IMPORT_NAME = "Kriptik.Ui"
QML_IMPORT_MAJOR_VERSION = 1

_PROPORTIONAL = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value


@QmlElement
class LineSpacing(QObject):
    """Keeps the lines of ``document`` (a TextEdit's ``textDocument``) at ``share`` times their own height."""

    documentChanged = Signal()
    shareChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document: QObject | None = None
        self._share = 1.0

    def _get_document(self) -> QObject | None:
        return self._document

    def _set_document(self, document: QObject | None) -> None:
        if document is self._document:
            return
        self._document = document
        text = self._text()
        if text is not None:
            text.contentsChanged.connect(self._space)
        self._space()
        self.documentChanged.emit()

    def _get_share(self) -> float:
        return self._share

    def _set_share(self, share: float) -> None:
        if share == self._share:
            return
        self._share = share
        self._space()
        self.shareChanged.emit()

    document = Property(QObject, _get_document, _set_document, notify=documentChanged)
    share = Property(float, _get_share, _set_share, notify=shareChanged)

    def _text(self) -> QTextDocument | None:
        return self._document.textDocument() if isinstance(self._document, QQuickTextDocument) else None

    @Slot()
    def _space(self) -> None:
        text = self._text()
        wanted = 100 * self._share
        if text is None or text.firstBlock().blockFormat().lineHeight() == wanted:
            return
        spaced = QTextBlockFormat()
        spaced.setLineHeight(wanted, _PROPORTIONAL)
        undoable = text.isUndoRedoEnabled()
        text.setUndoRedoEnabled(False)
        cursor = QTextCursor(text)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spaced)
        text.setUndoRedoEnabled(undoable)
