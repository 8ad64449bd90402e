"""The catalogue on the new-project screen: finds a service by words, for the whole stack, for one need, or in the
place of another service.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kriptik_desktop.ui.row_model import RowModel

if TYPE_CHECKING:
    from collections.abc import Callable

    from kriptik_desktop.providers.catalogue import Catalogue
    from kriptik_desktop.providers.model import Provider

QML_IMPORT_NAME = "Kriptik.Ui"
QML_IMPORT_MAJOR_VERSION = 1
_HITS = 16
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """One hit of the catalogue search."""

    integration_id: str
    name: str
    slug: str
    category: str
    added: bool


@QmlElement
@QmlUncreatable("Made by the app")
class CataloguePickViewModel(QObject):  # type: ignore[operator]
    """What the catalogue shows, and what a press there is for."""

    changed = Signal()
    picked = Signal(str, str, str)
    """A service was chosen: its id, the category it is for, and the id of the one whose place it takes; both may be
    empty."""

    def __init__(self, taken: Callable[[], set[str]], parent: QObject) -> None:
        super().__init__(parent)
        self._taken = taken
        self._catalogue: Catalogue | None = None
        self._hits = RowModel(CatalogueRow, lambda row: row.integration_id, self)
        self._words, self._category, self._instead = "", "", ""

    def attach(self, catalogue: Catalogue) -> None:
        """Take the catalogue."""
        self._catalogue = catalogue
        self.refresh()

    def _get_hits(self) -> QObject:
        return self._hits

    def _get_instead(self) -> str:
        return self._catalogue.get(self._instead).name if self._catalogue and self._instead else ""

    def _get_category(self) -> str:
        from kriptik_desktop.providers.catalogue import CATEGORIES

        return CATEGORIES[self._category] if self._category else ""

    hits = Property(QObject, _get_hits, constant=True)
    instead = Property(str, _get_instead, notify=changed)
    category = Property(str, _get_category, notify=changed)

    @Slot(str)
    def search(self, words: str) -> None:
        """Show what the catalogue has for these words."""
        self._words = words
        self.refresh()

    @Slot(str, str)
    def begin(self, category: str, instead: str) -> None:
        """Look for a service of one category, or of all where it is empty; ``instead`` is whose place it takes."""
        self._words, self._category, self._instead = "", category, instead
        self.refresh()

    @Slot(str)
    def choose(self, integration_id: str) -> None:
        """Take a service; what was to be replaced is, and the search is for the whole stack again."""
        self.picked.emit(integration_id, self._category, self._instead)
        if self._category:
            self.begin("", "")

    def refresh(self) -> None:
        """Look again what is in the stack already."""
        if self._catalogue is not None:
            taken, wanted = self._taken(), self._words.casefold().split()
            ranked = [(_rank(each, wanted), each) for each in self._catalogue.all() if self._serves(each)]
            fitting = sorted((pair for pair in ranked if pair[0] is not None), key=lambda pair: pair[0] or 0)
            self._hits.set_rows([_row(each, taken) for _, each in fitting[:_HITS]])
        self.changed.emit()

    def _serves(self, provider: Provider) -> bool:
        return not self._category or self._category in provider.categories


def _rank(provider: Provider, wanted: list[str]) -> int | None:
    """Return 0 where each word is one of the provider's, 1 where it only begins one, None where one is neither."""
    texts = (provider.id, provider.name, *provider.aliases, *provider.categories)
    words = {word for text in texts for word in _WORD.findall(text.casefold())}
    if not all(any(word.startswith(each) for word in words) for each in wanted):
        return None
    return int(not all(each in words for each in wanted))


def _row(provider: Provider, taken: set[str]) -> CatalogueRow:
    from kriptik_desktop.providers.catalogue import CATEGORIES

    category = CATEGORIES[provider.categories[0]]
    return CatalogueRow(provider.id, provider.name, provider.icon, category, provider.id in taken)
