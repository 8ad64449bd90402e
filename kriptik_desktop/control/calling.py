"""Gets a command done: by the living owner, else by becoming the owner for as long as the command needs.

Both ways run the same body; the caller cannot tell, except that alone it also waits for what it set in motion.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from kriptik_desktop.control import errors
from kriptik_desktop.control.client import ControlClient
from kriptik_desktop.control.owner import OwnerLock
from kriptik_desktop.control.server import Progress
from kriptik_desktop.core.paths import AppPaths

_PATIENCE_S = 15.0
_PAUSE_S = 0.05


async def call(paths: AppPaths, command: str, params: Mapping[str, Any], progress: Progress) -> Any:
    """Run a command at the owner, or as the owner, and return its result.

    Raises the KriptikError that the command met.
    """
    lock = OwnerLock(paths.owner_lock)
    async with asyncio.timeout(None) as limit:
        limit.reschedule(asyncio.get_running_loop().time() + _PATIENCE_S)
        try:
            while True:
                client = await ControlClient.connect(paths)
                if client:
                    limit.reschedule(None)
                    return await _ask(client, command, params, progress)
                if lock.try_acquire():
                    limit.reschedule(None)
                    return await _do_alone(lock, paths, command, params, progress)
                await asyncio.sleep(_PAUSE_S)
        except asyncio.CancelledError:
            if limit.expired():
                raise errors.owner_silent() from None
            raise


async def _ask(client: ControlClient, command: str, params: Mapping[str, Any], progress: Progress) -> Any:
    try:
        return await client.call(command, params, progress)
    finally:
        await client.close()


async def _do_alone(
    lock: OwnerLock, paths: AppPaths, command: str, params: Mapping[str, Any], progress: Progress
) -> Any:
    from kriptik_desktop.control.hosting import owner
    from kriptik_desktop.services import Outside

    try:
        async with owner(paths, Outside.real()) as (_, dispatch):
            return await dispatch(command, {**params, "follow": True}, progress)
    finally:
        lock.release()


async def start_agent(paths: AppPaths) -> None:
    """Leave an agent running that owns the data, if there is no owner yet.

    Raises Unavailable when it does not come up in time.
    """
    client = await ControlClient.connect(paths)
    if client is None:
        command = [sys.executable, "-m", "kriptik_desktop.cli", "agent"]
        await asyncio.to_thread(_spawn, command)
    try:
        async with asyncio.timeout(_PATIENCE_S):
            while client is None:
                await asyncio.sleep(_PAUSE_S)
                client = await ControlClient.connect(paths)
    except TimeoutError:
        raise errors.owner_silent() from None
    await client.close()


def _spawn(command: list[str]) -> None:
    flags = int(getattr(subprocess, "DETACHED_PROCESS", 0))
    subprocess.Popen(  # noqa: S603
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        creationflags=flags,
    )
