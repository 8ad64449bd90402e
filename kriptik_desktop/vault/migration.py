"""Bringing the file of an earlier format up to date: one list of steps, run in one transaction at the first unlock.

Keys are needed, because the seal has to fit what a step changes; so it happens behind the unlocking and not at opening.
The file is checked before and after, and a copy of it as it was is kept among the backups.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from kriptik_desktop.vault import checks, store
from kriptik_desktop.vault.format import FORMAT, MakeTables
from kriptik_desktop.vault.keys import VaultKeys

Check = Callable[[sqlite3.Connection, VaultKeys], object]


@dataclass(frozen=True, slots=True)
class Step:
    """Makes of a file of format ``before`` one of the next format.

    ``tables`` makes the tables of ``before`` in an empty database; ``verify`` compares a file of ``before`` with its
    seal and raises VaultDamaged; ``apply`` changes rows through the change, which keeps the seal in step.
    """

    before: int
    tables: MakeTables
    verify: Check
    apply: Callable[[store.Change], None]


STEPS: Final[tuple[Step, ...]] = ()
"""In the order of the formats; the last one ends at the present format, so today there are none."""


class Formats:
    """The earlier formats that a file may have, and the way from each to the present one."""

    def __init__(self, steps: tuple[Step, ...] = STEPS) -> None:
        self._steps = {step.before: step for step in steps}
        self.tables: dict[int, MakeTables] = {step.before: step.tables for step in steps}

    def outdated(self, connection: sqlite3.Connection) -> bool:
        """Return whether the file has an earlier format."""
        return _format(connection) < FORMAT

    def verify(self, connection: sqlite3.Connection, keys: VaultKeys) -> None:
        """Compare the file with its seal, by the rules of its own format.

        Raises VaultDamaged.
        """
        step = self._steps.get(_format(connection))
        check: Check = step.verify if step else checks.verify
        check(connection, keys)

    def bring_up(self, change: store.Change) -> None:
        """Run every step that the file lacks, inside the caller's transaction."""
        while (found := _format(change.connection)) < FORMAT:
            self._steps[found].apply(change)
            change.connection.execute(f"PRAGMA user_version = {found + 1:d}")


def _format(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
