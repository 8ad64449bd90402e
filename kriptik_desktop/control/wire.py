"""The owner's language: one JSON document a line, over a local socket that only this user can reach.

    -> {"id": 1, "command": "build.start", "params": {...}}
    <- {"id": 1, "progress": {...}}            any number of times
    <- {"id": 1, "result": ...}                or {"id": 1, "error": {"code", "message", "hint", "retryable", "kind"}}

A result longer than a line (ten thousand credentials, a long audit log) comes as lines {"id": 1, "part": "..."}, whose
texts make up the JSON of the result, and {"id": 1, "whole": true}.

A line may carry a secret that a person just typed: lines are never logged.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Mapping
from typing import Any

from kriptik_desktop.control import errors
from kriptik_desktop.core import errors as tree
from kriptik_desktop.core.errors import KriptikError

LINE_LIMIT = 1 << 20
"""Bytes of one line."""
_PART = LINE_LIMIT // 4
"""Characters of a result in one line: quotes and backslashes double when a text stands in JSON once more."""

_KINDS: tuple[type[KriptikError], ...] = (
    tree.InvalidInput,
    tree.NotFound,
    tree.Conflict,
    tree.Refused,
    tree.Locked,
    tree.Unavailable,
    tree.Damaged,
)


def encode(message: Mapping[str, Any]) -> bytes:
    """Return the line of a message.

    Raises InvalidInput when it is over the limit.
    """
    line = json.dumps(message, separators=(",", ":")).encode() + b"\n"
    if len(line) > LINE_LIMIT:
        raise errors.message_too_long()
    return line


def encode_result(number: Any, result: Any) -> Iterator[bytes]:
    """Return the lines of a result, however long it is."""
    text = json.dumps(result, separators=(",", ":"))
    if len(text) <= _PART:
        yield encode({"id": number, "result": result})
        return
    for start in range(0, len(text), _PART):
        yield encode({"id": number, "part": text[start : start + _PART]})
    yield encode({"id": number, "whole": True})


async def read_message(reader: asyncio.StreamReader) -> dict[str, Any] | None:
    """Return the next message, or None at the end.

    Raises InvalidInput for a line that is too long or is no JSON object.
    """
    try:
        line = await reader.readuntil(b"\n")
    except asyncio.IncompleteReadError:
        return None
    except asyncio.LimitOverrunError as error:
        raise errors.message_too_long() from error
    try:
        message = json.loads(line)
    except ValueError:
        message = None
    if not isinstance(message, dict):
        raise tree.InvalidInput("not_a_message", "The line is no command of KripTik.", "")
    return message


def describe(error: KriptikError) -> dict[str, Any]:
    """Return the wire form of an error."""
    kind = next((kind.__name__ for kind in _KINDS if isinstance(error, kind)), "KriptikError")
    return {"code": error.code, "message": error.message, "hint": error.hint, "kind": kind}


def rebuild(described: Mapping[str, Any]) -> KriptikError:
    """Return the error that :func:`describe` described, as its branch of the tree."""
    kinds = {kind.__name__: kind for kind in _KINDS}
    kind = kinds.get(str(described.get("kind")), KriptikError)
    return kind(str(described.get("code")), str(described.get("message")), str(described.get("hint")))
