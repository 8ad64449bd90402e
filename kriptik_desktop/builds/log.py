"""The log of builds: lines come one by one from anywhere on the loop and are stored a handful at a time.

npm prints hundreds of lines a second; one transaction for each would make the log the slowest part of a build.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kriptik_desktop.builds import store
from kriptik_desktop.builds.events import BuildChanged
from kriptik_desktop.builds.model import LogLine
from kriptik_desktop.core.clock import Clock
from kriptik_desktop.core.database import Database
from kriptik_desktop.core.events import EventBus
from kriptik_desktop.core.logs import redact
from kriptik_desktop.core.tasks import Supervisor

_LINE_LIMIT = 500


class BuildLog:
    """Takes lines; keeps them in order."""

    def __init__(self, database: Database, bus: EventBus, supervisor: Supervisor, clock: Clock) -> None:
        self._database, self._bus, self._supervisor, self._clock = database, bus, supervisor, clock
        self._waiting: defaultdict[str, list[LogLine]] = defaultdict(list)

    def line(self, build_id: str, task: str, text: str) -> None:
        """Add one line; what looks like a key is removed, and long lines are cut."""
        idle = not self._waiting[build_id] and not self._supervisor.closed
        self._waiting[build_id].append(LogLine(self._clock.now_ms(), task, redact(text.rstrip())[:_LINE_LIMIT]))
        if idle:
            self._supervisor.start(self._store(build_id), f"log of build {build_id}")

    async def close(self) -> None:
        """Store what came while the supervisor was closing; call it after that and before the database closes."""
        for build_id in tuple(self._waiting):
            await self._store(build_id)

    async def _store(self, build_id: str) -> None:
        lines: Sequence[LogLine] = self._waiting.pop(build_id, [])
        await self._database.write(lambda connection: store.add_log(connection, build_id, lines))
        self._bus.publish(BuildChanged(build_id=build_id))
