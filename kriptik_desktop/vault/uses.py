"""Uses of credentials by builds, written to the audit log a few seconds later and together.

A build reads the same credential many times, and a sync of the disk for each read would cost more than the read. What
a person reveals is written before it is shown; only work of programs waits here, and a lock or a quit writes it first.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Final

from kriptik_desktop.core.clock import Clock
from kriptik_desktop.core.errors import KriptikError
from kriptik_desktop.core.events import EventBus
from kriptik_desktop.vault import records, store
from kriptik_desktop.vault.audit import Moment, note
from kriptik_desktop.vault.credential_errors import CredentialNotFound
from kriptik_desktop.vault.events import CredentialUsed
from kriptik_desktop.vault.model import Actor

_log = logging.getLogger(__name__)

COALESCE_S: Final = 2.0
WriteUses = Callable[[Callable[[store.Change], None]], Awaitable[None]]


@dataclass(slots=True)
class _Use:
    integration: str
    count: int
    last: Moment


class PendingUses:
    """Counts uses and has them written; lives on the loop's thread."""

    def __init__(self, write: WriteUses, bus: EventBus, clock: Clock, delay_s: float) -> None:
        self._write = write
        self._bus = bus
        self._clock = clock
        self._delay_s = delay_s
        self._uses: dict[tuple[str, Actor], _Use] = {}
        self._timer: asyncio.TimerHandle | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    def add(self, credential_id: str, integration: str, actor: Actor) -> None:
        """Note one use."""
        moment = Moment.now(self._clock)
        use = self._uses.get((credential_id, actor))
        if use is None:
            self._uses[credential_id, actor] = _Use(integration, 1, moment)
        else:
            use.count, use.last = use.count + 1, moment
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(self._delay_s, self._begin)

    def _begin(self) -> None:
        task = asyncio.get_running_loop().create_task(self.flush(), name="vault: note uses")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def flush(self) -> None:
        """Write what is noted; on a full disk it stays noted and is tried again with the next use."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        uses, self._uses = self._uses, {}
        if not uses:
            return

        def work(change: store.Change) -> None:
            for (credential_id, actor), use in uses.items():
                _write_use(change, credential_id, actor, use)

        try:
            await self._write(work)
            self._tell(uses)
        except KriptikError as error:
            _log.warning("uses of credentials could not be noted yet: %s", error.code)
            for key, use in uses.items():
                newer = self._uses.setdefault(key, use)
                if newer is not use:
                    newer.count += use.count

    def _tell(self, uses: Mapping[tuple[str, Actor], _Use]) -> None:
        for credential_id, integration in {(key[0], use.integration) for key, use in uses.items()}:
            self._bus.publish(CredentialUsed(credential_id=credential_id, integration_id=integration))


def _write_use(change: store.Change, credential_id: str, actor: Actor, use: _Use) -> None:
    details = {"credential": credential_id, "integration": use.integration, "count": use.count}
    note(change, use.last, actor, "use", **details)
    if actor.origin != "build":
        return  # KripTik's own daily check is no use by anybody
    try:
        records.note_use(change, credential_id, use.last.at_ms)
    except CredentialNotFound:
        return
