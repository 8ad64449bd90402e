"""From a path or bytes to what stands in the file, with its values as Secrets; a child does the reading."""

from __future__ import annotations

import asyncio
import errno
import json
import os
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NoReturn

from kriptik_desktop.acquisition.confined.parent import ChildFailed, Limits, run_child
from kriptik_desktop.acquisition.importing.errors import (
    ImportFileClosed,
    ImportFileMissing,
    ImportPasswordWrong,
    ImportUnreadable,
    of_code,
)
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault.crypto import Key

MOST_BYTES: Final = 64 << 20
_CHILD: Final = "kriptik_desktop.acquisition.importing.child"
_CODES: Final = {
    "time": "import_took_too_long",
    "answer": "import_answer_too_large",
    "ended": "import_reader_ended",
}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something of the file that was not taken: its name, never its value, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class ForeignField:
    """A named value of the file."""

    name: str
    value: Secret


@dataclass(frozen=True, slots=True)
class ForeignEntry:
    """An item of the file that belongs together. ``expires_at`` is UTC milliseconds."""

    title: str
    account: str
    group: str
    urls: tuple[str, ...] = field(repr=False)
    fields: tuple[ForeignField, ...]
    tags: tuple[str, ...]
    expires_at: int | None
    own: Mapping[str, Any] | None
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class ForeignFile:
    """Everything that was found in a file."""

    format: str
    variables: tuple[ForeignField, ...]
    entries: tuple[ForeignEntry, ...]
    left_out: tuple[LeftOut, ...]
    notes: tuple[str, ...]


async def read_foreign(source: Path | bytes, password: Secret | None, limits: Limits) -> ForeignFile:
    """Return what the file holds.

    Raises ImportFileMissing, ImportFileClosed, ImportUnreadable, ImportPasswordNeeded, ImportPasswordWrong,
    KdbxNotInstalled.
    """
    with Key(source) if isinstance(source, bytes) else await asyncio.to_thread(_load, source) as content:
        _check_size(len(content))
        parts = [content, _password_bytes(password)] if password else [content]
        try:
            answer = await run_child(_CHILD, parts, limits)
        except ChildFailed as error:
            why = error.why
        else:
            return _received(answer)
    raise ImportUnreadable(_CODES[why], most=round(limits.clock_s))


def _load(path: Path) -> Key:
    try:
        # A pipe or a device in the place of a file would keep the open waiting for ever.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        _refuse(error)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise ImportUnreadable("import_not_a_file")
        with os.fdopen(handle, "rb", closefd=False) as file:
            return Key(file.read(MOST_BYTES + 1))
    except OSError as error:
        _refuse(error)
    finally:
        os.close(handle)


def _refuse(error: OSError) -> NoReturn:
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        raise ImportFileMissing from None
    if error.errno in (errno.EISDIR, errno.ENXIO):
        raise ImportUnreadable("import_not_a_file") from None
    raise ImportFileClosed(os.strerror(error.errno or errno.EIO).lower()) from None


def _check_size(size: int) -> None:
    if size > MOST_BYTES:
        raise ImportUnreadable("import_file_too_large", most=MOST_BYTES >> 20)
    if size == 0:
        raise ImportUnreadable("import_file_empty")


def _password_bytes(password: Secret) -> Key:
    try:
        return Key(password.reveal().encode())
    except UnicodeEncodeError:
        pass
    raise ImportPasswordWrong("")


def _received(answer: bytes) -> ForeignFile:
    try:
        told = json.loads(answer)
        error = told.get("error")
        if error is None:
            return _file(told)
        told = {name: told.get(name) for name in ("kind", "where", "most")}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        error, told = "import_reader_ended", {}
    raise of_code(
        str(error),
        kind=str(told.get("kind") or ""),
        where=str(told.get("where") or ""),
        most=int(told.get("most") or 0),
    )


def _file(told: Mapping[str, Any]) -> ForeignFile:
    return ForeignFile(
        format=str(told["format"]),
        variables=_fields(told["variables"]),
        entries=tuple(_entry(each) for each in told["entries"]),
        left_out=_left_out(told["left_out"]),
        notes=tuple(str(each) for each in told["notes"]),
    )


def _entry(told: Mapping[str, Any]) -> ForeignEntry:
    expires_at = told["expires_at"]
    return ForeignEntry(
        title=str(told["title"]),
        account=str(told["account"]),
        group=str(told["group"]),
        urls=tuple(str(each) for each in told["urls"]),
        fields=_fields(told["fields"]),
        tags=tuple(str(each) for each in told["tags"]),
        expires_at=expires_at if type(expires_at) is int and 0 <= expires_at < 1 << 53 else None,
        own=told["own"] if isinstance(told["own"], dict) else None,
        left_out=_left_out(told["left_out"]),
    )


def _fields(told: Sequence[Sequence[str]]) -> tuple[ForeignField, ...]:
    return tuple(ForeignField(str(name), Secret(str(value))) for name, value in told)


def _left_out(told: Sequence[Sequence[str]]) -> tuple[LeftOut, ...]:
    return tuple(LeftOut(str(name), str(reason)) for name, reason in told)
