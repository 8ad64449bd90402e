"""The database as a pass sees it: a write is repeated until it is kept.

A step whose effect has happened must not be run again because the disk was full for a minute, so its result stays in
memory, under the lease, until it can be recorded.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Callable
from typing import Final, TypeVar

from kriptik_desktop.core.clock import Clock
from kriptik_desktop.core.database import Database, DatabaseClosed
from kriptik_desktop.core.errors import Unavailable
from kriptik_desktop.engine.journal.alarm import Alarm
from kriptik_desktop.engine.journal.hub import Hub
from kriptik_desktop.engine.journal.model import Uniform
from kriptik_desktop.engine.port import Revoked

T = TypeVar("T")

FIRST_PAUSE_MS: Final = 500
LONGEST_PAUSE_MS: Final = 30_000

_log = logging.getLogger(__name__)


class Records:
    """What all parts of one engine share."""

    def __init__(self, database: Database, clock: Clock, alarm: Alarm, hub: Hub, uniform: Uniform) -> None:
        self.database, self.clock, self.alarm, self.hub, self.uniform = database, clock, alarm, hub, uniform

    async def keep(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Write, and try again while the database cannot be written.

        Raises Revoked when the database has been closed, DatabaseDamaged when it is beyond help.
        """
        pause = FIRST_PAUSE_MS
        while True:
            try:
                return await self.database.write(work)
            except DatabaseClosed:
                raise Revoked from None
            except Unavailable as error:
                _log.warning("what a run did cannot be recorded yet: %s", error)
            await self.alarm.wait(asyncio.Event(), self.clock.now_ms() + pause)
            pause = min(pause * 2, LONGEST_PAUSE_MS)
