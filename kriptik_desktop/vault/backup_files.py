"""The backups as files: how they are named, which of them stay, and how one is written.

A name says all that a list shows, and ends with the first bytes of the file's SHA-256 as it was when the copy passed
its checks. So a backup that was damaged later is known without any key, and nothing has to be kept beside the files.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from kriptik_desktop.core.database_file import DiskFull, disk_full, explain, prepare_file
from kriptik_desktop.core.errors import KriptikError
from kriptik_desktop.core.new_file import sync_folder
from kriptik_desktop.core.paths import private_folder
from kriptik_desktop.vault import store
from kriptik_desktop.vault.errors import BackupUnavailable
from kriptik_desktop.vault.keys import VaultKeys
from kriptik_desktop.vault.migration import Formats

DAILY: Final = "daily"
DAY: Final = "%Y-%j"
WEEK: Final = "%G-%V"
KEPT_DAYS: Final = 5
KEPT_WEEKS: Final = 4
KEPT_FOR_MS: Final = 30 * 24 * 3600 * 1000
"""How long a backup stays that was made before something, or by hand; the newest of them stays longer."""

UNCHECKED: Final = "unchecked"
_TIME: Final = "%Y%m%dT%H%M%S"
_NAME: Final = re.compile(
    r"vault-(\d{8})-(\d{8}T\d{9})Z-([0-9a-f]{8})-g(\d{1,20}|x)-([a-z]+(?:-[a-z]+)*)-([0-9a-f]{16}|unchecked)\.db"
)
_WHY: Final = re.compile(r"[a-z]+( [a-z]+)*")
_DIGEST_CHARACTERS: Final = 16
_PIECE: Final = 1 << 20
_PARTIAL: Final = "copy.partial"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup; times in UTC ms, sizes in bytes.

    ``generation`` is how often the vault had changed, None where nobody knows. ``verified`` says that the copy passed
    every check of a vault when it was made and that not a byte of it has changed since.
    """

    path: Path
    made_at: int
    generation: int | None
    size: int
    why: str
    verified: bool
    number: int
    """Orders the backups; clocks are set back at times."""

    vault: str
    """Which vault it is of: the first characters of a hash of its id."""


def vault_mark(vault_id: bytes) -> str:
    """Return what stands for a vault in the names of its backups."""
    return hashlib.sha256(b"kriptik backup" + vault_id).hexdigest()[:8]


def backup_name(number: int, at_ms: int, mark: str, generation: int | None, why: str, digest: str) -> str:
    """Return the file name of a backup; ``why`` is one or more plain lower-case words."""
    if not _WHY.fullmatch(why):
        raise ValueError("the reason of a backup is lower-case words")
    stamp = datetime.fromtimestamp(at_ms // 1000, UTC).strftime(_TIME) + f"{at_ms % 1000:03d}"
    change = "x" if generation is None else str(generation)
    return f"vault-{number:08d}-{stamp}Z-{mark}-g{change}-{why.replace(' ', '-')}-{digest}.db"


def backups_in(folder: Path, *, check: bool) -> list[Backup]:
    """Return the backups of a folder, oldest first; without ``check`` none is read and each counts as damaged.

    Raises BackupUnavailable where the folder cannot be read.
    """
    try:
        found = [_parsed(path, check) for path in folder.glob("vault-*.db")]
    except OSError as error:
        raise BackupUnavailable(str(folder), error.strerror or type(error).__name__) from None
    return sorted((each for each in found if each), key=lambda each: each.number)


def _parsed(path: Path, check: bool) -> Backup | None:
    match = _NAME.fullmatch(path.name)
    if match is None or path.is_symlink() or not path.is_file():
        return None
    number, stamp, mark, change, why, digest = match.groups()
    try:
        made = datetime.fromisoformat(f"{stamp[:-3]}+00:00")
    except ValueError:
        return None
    at, generation = int(made.timestamp()) * 1000 + int(stamp[-3:]), None if change == "x" else int(change)
    sound = check and digest != UNCHECKED and _digest_or_nothing(path) == digest
    return Backup(path, at, generation, path.stat().st_size, why.replace("-", " "), sound, int(number), mark)


def _digest_or_nothing(path: Path) -> str:
    with suppress(OSError):
        return file_digest(path)
    return ""


def file_digest(path: Path) -> str:
    """Return the beginning of the file's SHA-256, as it stands in a name.

    Raises OSError.
    """
    whole = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            whole.update(piece)
    return whole.hexdigest()[:_DIGEST_CHARACTERS]


def superfluous(backups: Sequence[Backup], now_ms: int) -> list[Backup]:
    """Return which of one vault's backups, given oldest first, need not be kept any longer.

    Of the daily ones the newest of each of the last five days stays, and before those the newest of each of the last
    four weeks. All others stay for 30 days, the newest of them for good.
    """
    daily, others = [each for each in backups if each.why == DAILY], [each for each in backups if each.why != DAILY]
    days = list(_newest_of_each(daily, DAY))[:KEPT_DAYS]
    weeks = [each for each in _newest_of_each(daily, WEEK) if each not in days][:KEPT_WEEKS]
    kept = [*days, *weeks, *others[-1:], *(each for each in others if now_ms - each.made_at <= KEPT_FOR_MS)]
    return [each for each in backups if each not in kept]


def _newest_of_each(backups: Iterable[Backup], period: str) -> Iterator[Backup]:
    """Return the newest backup of each period, the newest first; their numbers say which was made later."""
    seen: set[str] = set()
    for each in sorted(backups, key=lambda each: each.number, reverse=True):
        name = same_period(each.made_at, period)
        if name not in seen:
            seen.add(name)
            yield each


def same_period(at_ms: int, period: str) -> str:
    """Return the name of the day or week of a time, in the time zone of the computer."""
    return datetime.fromtimestamp(at_ms / 1000).astimezone().strftime(period)


@contextmanager
def speaking_of(path: Path) -> Iterator[None]:
    """Say of ``path`` what the system and SQLite say while a backup is written there."""
    try:
        yield
    except (sqlite3.Error, UnicodeDecodeError) as error:
        known = explain(path, error)
        raise known or BackupUnavailable(str(path), str(error)) from None
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise disk_full(path) from None
        raise BackupUnavailable(str(path), error.strerror or type(error).__name__) from None


def clear_partial(folder: Path) -> None:
    """Remove what a backup that was cut short left behind."""
    for left in folder.glob(_PARTIAL + "*"):
        with suppress(OSError):
            left.unlink()


def new_partial(folder: Path) -> Path:
    """Make the folder and an empty file in it, both closed to others.

    Raises BackupUnavailable, DiskFull, DatabaseRefused.
    """
    partial = folder / _PARTIAL
    with speaking_of(partial):
        private_folder(folder)
        clear_partial(folder)
    prepare_partial(partial)
    return partial


def prepare_partial(partial: Path) -> None:
    """Make an empty file, closed to others.

    Raises BackupUnavailable, DiskFull.
    """
    try:
        prepare_file(partial)
    except DiskFull:
        raise
    except KriptikError as error:
        raise BackupUnavailable(str(partial.parent), error.message) from None


def next_number(folder: Path) -> int:
    """Return the number of the next backup of a folder."""
    return max((each.number for each in backups_in(folder, check=False)), default=0) + 1


def copy_checked(connection: sqlite3.Connection, keys: VaultKeys, target: Path, formats: Formats) -> int:
    """Copy the open vault into the empty file ``target``, open the copy, compare it with its seal, make it durable.

    Returns its generation. Runs in the thread of the vault's file, so that nothing changes and no key goes meanwhile.
    Raises BackupUnavailable, DiskFull, VaultDamaged.
    """
    with speaking_of(target):
        with closing(sqlite3.connect(target, isolation_level=None)) as copy:
            copy.execute("PRAGMA journal_mode = MEMORY")
            connection.backup(copy)
        with closing(sqlite3.connect(f"{target.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)) as copy:
            formats.verify(copy, keys)
            generation = store.read_state(copy, keys).generation
        sync_file(target)
    return generation


def sync_file(path: Path) -> None:
    """Make what was written to ``path`` durable.

    Raises OSError.
    """
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def keep(partial: Path, final: Path) -> None:
    """Give a finished copy its name, durably.

    Raises OSError.
    """
    partial.replace(final)
    sync_folder(final.parent)


def clear(partial: Path) -> None:
    """Remove a copy, with the journal that may lie beside it."""
    for side in ("", "-journal"):
        with suppress(OSError):
            partial.with_name(partial.name + side).unlink()
