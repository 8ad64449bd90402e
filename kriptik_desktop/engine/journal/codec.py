"""JSON in and out of rows, refusing what would come back different.

``json`` turns the key 1 into "1" and writes NaN; a step would then return one thing on its first pass and another on
the next. A Secret is refused like every other object that is not JSON, which keeps secrets out of the tables.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from kriptik_desktop.core.logs import redact
from kriptik_desktop.engine.port import Json

_ERROR_LIMIT = 2_000


def encode(value: object, what: str) -> str:
    """Return ``value`` as JSON text.

    Raises TypeError naming ``what`` and the type at fault, never the value.
    """
    return json.dumps(_plain(value, what), separators=(",", ":"), allow_nan=False)


def decode(text: str | None) -> Json:
    """Return what :func:`encode` made text of."""
    return None if text is None else json.loads(text)


def _plain(value: object, what: str) -> Any:
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float) and math.isfinite(value):
        return value
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise TypeError(f"{what} has a key that is not text")
        return {key: _plain(item, what) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray | memoryview):
        return [_plain(item, what) for item in value]
    raise TypeError(f"{what} holds a {type(value).__name__}, which is not JSON")


def error_text(error: BaseException) -> str:
    """Return what of ``error`` may be stored: its words for a person, without anything that looks like a key."""
    return redact(str(error).strip() or type(error).__name__)[:_ERROR_LIMIT]


def ms(delay: timedelta) -> int:
    """Return ``delay`` in whole milliseconds, rounded up, so that no timer is early."""
    return -(-delay // timedelta(milliseconds=1))
