"""Refine with Claude: asked for by hand, explained before a key is used, and never in the way of the offline result.

KripTik's own key needs one yes for as long as the window is open (or the setting that switches refinement on). The key
of a project pays for that project's app, so each single use of it needs a yes of its own.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from PySide6.QtCore import Property, QLocale, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kriptik_desktop.core.errors import KriptikError
from kriptik_desktop.core.tasks import Supervisor
from kriptik_desktop.ui.row_model import RowModel
from kriptik_desktop.ui.second_opinion import SecondOpinion
from kriptik_desktop.ui.wording import translated

if TYPE_CHECKING:
    from kriptik_desktop.analysis.model import Analysis
    from kriptik_desktop.analysis.refinement import Refined
    from kriptik_desktop.services import Services

QML_IMPORT_NAME = "Kriptik.Ui"
QML_IMPORT_MAJOR_VERSION = 1
_PROVIDER = "anthropic"


@dataclass(frozen=True, slots=True)
class ProjectKeyRow:
    """The Anthropic credential of a project, which may be used once."""

    credential_id: str
    name: str


@QmlElement
@QmlUncreatable("Made by the app")
class RefiningViewModel(QObject):  # type: ignore[operator]
    """How far Claude is with the description; ``state`` is idle, asking, busy, done or failed."""

    changed = Signal()
    refined = Signal()
    """Claude gave an answer that counts."""

    def __init__(
        self, supervisor: Supervisor, offline: Callable[[], tuple[Analysis, str] | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._supervisor, self._offline = supervisor, offline
        self._services: Services | None = None
        self._keys = RowModel(ProjectKeyRow, lambda row: row.credential_id, self)
        self._task: asyncio.Task[None] | None = None
        self._agreed = self._own_key = False
        self.opinion: SecondOpinion | None = None
        self._set("idle")

    def attach(self, services: Services) -> None:
        """Take the services."""
        self._services, self._agreed = services, services.refiner.on

    def forget(self) -> None:
        """Begin with another description."""
        self.opinion = None
        self.cancel()

    def typed(self) -> None:
        """Stop asking about a text that is no longer there; what was answered stays said."""
        if self._state not in ("idle", "done"):
            self.cancel()

    def _get_state(self) -> str:
        return self._state

    def _get_text(self) -> str:
        return self._text

    def _get_detail(self) -> str:
        return self._detail

    def _get_own_key(self) -> bool:
        return self._own_key

    def _get_keys(self) -> QObject:
        return self._keys

    def _get_key_count(self) -> int:
        return len(self._keys.rows)

    def _get_address(self) -> str:
        if self._services is None:
            return ""
        probe = self._services.catalogue.get(_PROVIDER).probe
        return urlsplit(
            self._services.settings.provider(_PROVIDER).base_url or (probe.base_url if probe else "")
        ).netloc

    state = Property(str, _get_state, notify=changed)
    text = Property(str, _get_text, notify=changed)
    detail = Property(str, _get_detail, notify=changed)
    ownKey = Property(bool, _get_own_key, notify=changed)
    keys = Property(QObject, _get_keys, constant=True)
    keyCount = Property(int, _get_key_count, notify=changed)
    address = Property(str, _get_address, notify=changed)

    @Slot()
    def ask(self) -> None:
        """Refine the description, or say first what that means."""
        self._start(self._prepare)

    @Slot(str)
    def agree(self, credential_id: str) -> None:
        """Use KripTik's own key from now on, or, with an id, that credential of a project for this once."""
        self._agreed = self._agreed or not credential_id
        self._start(lambda: self._refine(credential_id or None))

    @Slot()
    def cancel(self) -> None:
        """Stop, whatever is under way; the offline result stands."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._set("idle")

    def _start(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        if self._task is None and self._services is not None and self._offline() is not None:
            self._task = self._supervisor.start(self._run(work), "refine with Claude")

    async def _run(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        mine = asyncio.current_task()
        try:
            await work()
        except KriptikError as error:
            self._set("failed", error.message, error.hint)
        except Exception:
            self._set(
                "failed", translated("Something went wrong inside KripTik."), translated("Its log holds the details.")
            )
            raise
        finally:
            if self._task is mine:
                self._task = None

    async def _prepare(self) -> None:
        from kriptik_desktop.vault.model import APP_SCOPE

        assert self._services is not None
        names = await self._services.projects.names()
        found = await self._services.vault.list(integration=_PROVIDER)
        self._own_key = any(each.overview.scope == APP_SCOPE for each in found)
        if self._own_key and self._agreed:
            await self._refine(None)
            return
        of_projects = [each for each in found if each.overview.scope in names]
        self._keys.set_rows([ProjectKeyRow(each.id, names[each.overview.scope]) for each in of_projects])
        self._set("asking")

    async def _refine(self, may_use: str | None) -> None:
        offline = self._offline()
        if offline is None or self._services is None:
            return
        self._set("busy")
        analysis, text = offline
        answer = await self._services.refiner.refine(text, analysis, asked=True, may_use=may_use)
        if answer.state == "refined":
            self.opinion = SecondOpinion(text, analysis, answer.analysis)
            self._set("done", answer.reason, _price(answer))
            self.refined.emit()
        else:
            self._set("failed", answer.reason, _price(answer))

    def _set(self, state: str, text: str = "", detail: str = "") -> None:
        self._state, self._text, self._detail = state, text, detail
        self.changed.emit()


def _price(answer: Refined) -> str:
    """Return the model and what its answer cost, in the person's way of writing numbers."""
    if answer.model is None or answer.tokens is None:
        return ""
    count, locale = answer.tokens.input + answer.tokens.output, QLocale()
    if not count:
        return translated("{model}, remembered from before, no cost").format(model=answer.model)
    tokens = translated("{count} tokens").format(count=locale.toString(count))
    if answer.cost_usd is None:
        return translated("{model}, {tokens}, price not known").format(model=answer.model, tokens=tokens)
    cost = locale.toString(answer.cost_usd, "f", 4)
    return translated("{model}, {tokens}, ${cost}").format(model=answer.model, tokens=tokens, cost=cost)
