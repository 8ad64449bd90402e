"""What every child does first and last: give up the right to cost much, read its parts, answer once.

Light to import, because a child is started for every file.
"""

from __future__ import annotations

import contextlib
import json
import sys
from typing import Any


def confine(arguments: list[str]) -> None:
    """Take the limits of the command line: bytes of memory, seconds of the processor; no files, no core dump.

    Where the system has no such limits, the parent's clock is what is left.
    """
    memory, seconds = (int(text) for text in arguments[:2])
    try:
        import resource
    except ImportError:
        return
    wanted = (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    )
    for what, most in wanted:
        # macOS refuses some of them; each one that holds is a gain.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))


def parts() -> list[bytearray]:
    """Return what the parent sent, each part behind its length in eight bytes."""
    stream, found = sys.stdin.buffer, []
    while head := stream.read(8):
        size = int.from_bytes(head, "big")
        part = bytearray(stream.read(size))
        if len(part) != size:
            raise EOFError("the parent went away")
        found.append(part)
    return found


def answer(data: bytes) -> None:
    """Send the answer."""
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def answer_json(data: Any) -> None:
    """Send the answer as JSON."""
    answer(json.dumps(data, ensure_ascii=True, separators=(",", ":")).encode())
