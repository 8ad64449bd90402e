"""Pasting into the credential sheet: the offer to one who comes back from the provider's page, and one blob for all.

The clipboard is read only when the window comes back after "Fetch Credentials", or when the person asks for it; what is
read is kept only as long as it is offered.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.ui.clipboard import SecretClipboard
from kriptik_desktop.ui.clipboard_offer import Offer, Pasted, is_blob, offer_of, pasted_words
from kriptik_desktop.ui.commands import Commands

if TYPE_CHECKING:
    from kriptik_desktop.acquisition.model import Form
    from kriptik_desktop.acquisition.service import AcquisitionService
    from kriptik_desktop.acquisition.smart_paste import Sorted
    from kriptik_desktop.providers.model import Mode

QML_IMPORT_NAME = "Kriptik.Ui"
QML_IMPORT_MAJOR_VERSION = 1

_AT_ONCE = 8_192
"""Characters that are sorted within a frame or two; a longer text is sorted in a thread."""
_NOTHING = Offer("", "", single=True)
_SILENT = Pasted("neutral", "", "")


@QmlElement
@QmlUncreatable("Made by the app")
class SheetPasteViewModel(QObject):  # type: ignore[operator]
    """What the clipboard holds for the open form; ``take`` is given the values that go into it."""

    changed = Signal()
    offered = Signal()
    """Something fits: the keyboard goes to it, so that one key takes it."""
    sorted = Signal()
    """All fields of a sorted paste have their values."""

    def __init__(
        self,
        clipboard: SecretClipboard,
        commands: Commands,
        present: Callable[[], Mapping[str, Secret]],
        take: Callable[[Mapping[str, Secret]], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._clipboard, self._commands = clipboard, commands
        self._present, self._take = present, take
        self._acquisition: AcquisitionService | None = None
        self._form: Form | None = None
        self._mode: Mode = "none"
        self._watching = False
        self._seen = b""
        self._held = Secret("")
        self._offer, self._pasted = _NOTHING, _SILENT

    def begin(self, acquisition: AcquisitionService, form: Form, mode: Mode) -> None:
        """Paste into this form of a project in ``mode`` from now on."""
        self.end()
        self._acquisition, self._form, self._mode = acquisition, form, mode

    @Slot()
    def watch(self) -> None:
        """Look at the clipboard whenever the window comes back: the person is fetching something."""
        self._watching = True

    def end(self) -> None:
        """Forget the form and what was read."""
        self._form, self._watching = None, False
        self._seen = b""
        self._put_away()
        self._pasted = _SILENT
        self.changed.emit()

    def hush(self) -> None:
        """Say no more of the last paste."""
        if self._pasted is not _SILENT:
            self._pasted = _SILENT
            self.changed.emit()

    def _get_offered(self) -> bool:
        return self._offer is not _NOTHING

    def _get_title(self) -> str:
        return self._offer.title

    def _get_detail(self) -> str:
        return self._offer.detail

    def _get_single(self) -> bool:
        return self._offer.single

    def _get_tone(self) -> str:
        return self._pasted.tone

    def _get_text(self) -> str:
        return self._pasted.text

    def _get_hint(self) -> str:
        return self._pasted.hint

    offering = Property(bool, _get_offered, notify=changed)
    title = Property(str, _get_title, notify=changed)
    detail = Property(str, _get_detail, notify=changed)
    single = Property(bool, _get_single, notify=changed)
    tone = Property(str, _get_tone, notify=changed)
    text = Property(str, _get_text, notify=changed)
    hint = Property(str, _get_hint, notify=changed)

    @Slot()
    def returned(self) -> None:
        """Look whether the person brought something along; what was declined is not offered again."""
        if self._acquisition is None or self._form is None or not self._watching:
            return
        text = self._clipboard.read()
        mark = self._clipboard.mark_of(text)
        if mark == self._seen:
            return
        self._seen = mark
        self._put_away()
        if text and self._acquisition.fits(self._form.provider_id, text):
            values = self._acquisition.paste(self._form.provider_id, text, self._mode).values
            present = self._present()
            if any(present.get(name) != value for name, value in values.items()):
                self._held, self._offer, self._pasted = text, offer_of(self._form, values), _SILENT
        self.changed.emit()
        if self._get_offered():
            self.offered.emit()

    @Slot()
    def takeOffer(self) -> None:
        """Put what was offered into its fields and take it off the clipboard."""
        if self._get_offered():
            self._fill(self._held)

    @Slot()
    def decline(self) -> None:
        """Leave the clipboard as it is."""
        self._put_away()
        self.changed.emit()

    @Slot()
    def pasteAll(self) -> None:
        """Sort the whole clipboard into the fields."""
        self._fill(self._clipboard.read())

    @Slot(str, result=bool)
    def pasteInto(self, name: str) -> bool:
        """Paste into one field; return False where the field can take the text as any other would.

        Several lines or an assignment in a field of one line are sorted into all fields. A field of several lines
        takes them itself, unless other fields know parts of it; that stays on the clipboard, as after any paste.
        """
        line = next((each for each in self._form.fields if each.name == name), None) if self._form else None
        text = self._clipboard.read()
        if line is None or self._acquisition is None or self._form is None or not is_blob(text.reveal()):
            return False
        if len(text) > _AT_ONCE and not line.multiline:
            self._fill(text)
            return True
        values = self._acquisition.paste(self._form.provider_id, text, self._mode).values
        if set(values) - {name} or (values and not line.multiline):
            self._fill(text)
            return True
        if line.multiline and line.secret:
            self._take({name: text})
            return True
        return False

    def _put_away(self) -> None:
        self._held, self._offer = Secret(""), _NOTHING

    def _fill(self, text: Secret) -> None:
        if self._acquisition is None or self._form is None:
            return
        if len(text) > _AT_ONCE:
            self._commands.start(lambda: self._fill_later(text), "sort a long text")
            return
        self._filled(self._form, text, self._acquisition.paste(self._form.provider_id, text, self._mode))

    async def _fill_later(self, text: Secret) -> None:
        acquisition, form = self._acquisition, self._form
        if acquisition is None or form is None:
            return
        found = await asyncio.to_thread(acquisition.paste, form.provider_id, text, self._mode)
        if self._form is form:
            self._filled(form, text, found)

    def _filled(self, form: Form, text: Secret, found: Sorted) -> None:
        if found.values:
            self._take(found.values)
            self._clipboard.clear_of(text)
        self._put_away()
        self._pasted = pasted_words(form, found)
        self.changed.emit()
        if found.values:
            self.sorted.emit()
