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
from kriptik_desktop.control.owner import OwnerKind, OwnerLock
from kriptik_desktop.control.server import Progress
from kriptik_desktop.core.errors import Unavailable
from kriptik_desktop.core.paths import AppPaths

_PATIENCE_S = 15.0
_PAUSE_S = 0.05


async def call(paths: AppPaths, command: str, params: Mapping[str, Any], progress: Progress) -> Any:
    """Run a command at the owner, or as the owner, and return its result.

    Raises the KriptikError that the command met.
    """
    found = await _owner_or_lock(paths)
    if isinstance(found, ControlClient):
        return await _ask(found, command, params, progress)
    return await _do_alone(found, paths, command, params, progress)


async def _owner_or_lock(paths: AppPaths) -> ControlClient | OwnerLock:
    lock = OwnerLock(paths.owner_lock)
    try:
        async with asyncio.timeout(_PATIENCE_S):
            while True:
                client = await ControlClient.connect(paths)
                if client:
                    return client
                if lock.try_acquire():
                    return lock
                await asyncio.sleep(_PAUSE_S)
    except TimeoutError:
        raise errors.owner_silent() from None


async def lock_to_stay(paths: AppPaths) -> OwnerLock | OwnerKind:
    """Take the owner lock, waiting for a command that has it; return who has it if that one stays.

    Raises Unavailable when the lock is held by something that does not answer.
    """
    try:
        async with asyncio.timeout(_PATIENCE_S):
            while True:
                found = await _owner_or_lock(paths)
                if isinstance(found, OwnerLock):
                    return found
                kind = await _kind_of(found)
                if kind in ("window", "agent"):
                    return kind
                await asyncio.sleep(_PAUSE_S)
    except TimeoutError:
        raise errors.owner_silent() from None


async def ask(paths: AppPaths, command: str) -> Any:
    """Give the living owner a command without parameters, or return None when there is none.

    Raises the KriptikError that the command met.
    """
    client = await ControlClient.connect(paths)
    return await _ask(client, command, {}, lambda step: None) if client else None


async def take_over(paths: AppPaths) -> OwnerLock | OwnerKind:
    """Ask the agent to stop and take the lock it leaves; a window that is quicker is returned instead.

    Raises Unavailable when the agent does not end in time; its builds go on in the next owner.
    """
    await ask(paths, "agent.stop")
    try:
        async with asyncio.timeout(_PATIENCE_S):
            while True:
                found = await lock_to_stay(paths)
                if found != "agent":
                    return found
                await asyncio.sleep(_PAUSE_S)
    except TimeoutError:
        raise errors.owner_silent() from None


async def _kind_of(client: ControlClient) -> OwnerKind:
    try:
        kind = await _ask(client, "owner.kind", {}, lambda step: None)
    except Unavailable:
        return "command"
    return kind if kind in ("window", "agent") else "command"


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
        async with owner(paths, Outside.real(), "command") as (services, dispatch):
            if services.recovery:
                progress({"note": services.recovery.message})
            return await dispatch(command, {**params, "follow": True}, progress)
    finally:
        lock.release()


async def start_agent(paths: AppPaths) -> None:
    """Leave an agent running that owns the data, unless an owner that stays is there already.

    Raises Unavailable when it does not come up in time.
    """
    found = await lock_to_stay(paths)
    if not isinstance(found, OwnerLock):
        return
    found.release()
    await asyncio.to_thread(_spawn, [sys.executable, "-m", "kriptik_desktop.cli", "agent"])
    try:
        async with asyncio.timeout(_PATIENCE_S):
            client = await _answering(paths)
    except TimeoutError:
        raise errors.owner_silent() from None
    await client.close()


async def _answering(paths: AppPaths) -> ControlClient:
    while True:
        client = await ControlClient.connect(paths)
        if client:
            return client
        await asyncio.sleep(_PAUSE_S)


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
