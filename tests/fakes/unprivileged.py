"""Runs a piece of a test as a user without special rights, because root may write everywhere and proves nothing."""

from __future__ import annotations

import importlib
import json
import os
import pwd
import shutil
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


@contextmanager
def folder_of_nobody() -> Iterator[Path]:
    """Yield a new folder that the unprivileged user owns and can reach."""
    folder = Path(tempfile.mkdtemp(prefix="kriptik-nobody-"))
    try:
        if os.getuid() == 0:
            user = pwd.getpwnam("nobody")
            os.chown(folder, user.pw_uid, user.pw_gid)
        yield folder
    finally:
        for place, _, _ in os.walk(folder):
            os.chmod(place, 0o700)
        shutil.rmtree(folder)


def as_nobody(work: Callable[[], Any]) -> Any:
    """Return what ``work`` returns (plain JSON) when a child process runs it as ``nobody``, or as the present user.

    The child is forked, so ``work`` may use whatever the test has imported and must not import more: the Python of a
    developer may lie where nobody can read. What asyncio imports with its first thread is imported before.
    """
    importlib.import_module("concurrent.futures.thread")
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _report(writer, work)
    os.close(writer)
    with os.fdopen(reader) as answer:
        text = answer.read()
    os.waitpid(child, 0)
    result = json.loads(text)
    assert "failure" not in result, result["failure"]
    return result["value"]


def _report(writer: int, work: Callable[[], Any]) -> None:
    try:
        if os.getuid() == 0:
            user = pwd.getpwnam("nobody")
            os.setgroups([])
            os.setgid(user.pw_gid)
            os.setuid(user.pw_uid)
        answer = {"value": work()}
    except BaseException:
        answer = {"failure": traceback.format_exc()}
    os.write(writer, json.dumps(answer).encode())
    os._exit(0)
