"""``kriptik doctor``: what works on this machine, without opening vault or state database."""

from __future__ import annotations

import os
import platform
import sqlite3
import sys
from pathlib import Path
from typing import Any

from kriptik_desktop import __version__
from kriptik_desktop.control.client import ControlClient
from kriptik_desktop.core.errors import KriptikError
from kriptik_desktop.core.hardening import forbid_core_dumps
from kriptik_desktop.core.paths import AppPaths
from kriptik_desktop.core.settings import load_settings


async def examine(paths: AppPaths) -> list[dict[str, str]]:
    """Return one line for each thing looked at: verdict (ok, missing, trouble), what, found."""
    client = await ControlClient.connect(paths)
    if client:
        await client.close()
    return [
        _line("ok", "KripTik", f"{__version__}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"),
        _settings(paths),
        *_own_providers(paths),
        _folder("data folder", paths.data),
        _line("ok", "owner", "a KripTik process is running" if client else "none is running"),
        _line("ok" if paths.vault_file.exists() else "missing", "vault", str(paths.vault_file)),
        await _keyring(),
        _core_dumps(),
        _sleep(),
        await _node(),
        _display(),
    ]


def _line(verdict: str, what: str, found: Any) -> dict[str, str]:
    return {"verdict": verdict, "what": what, "found": str(found)}


def _settings(paths: AppPaths) -> dict[str, str]:
    try:
        load_settings(paths.settings_file)
    except KriptikError as error:
        return _line("trouble", "settings", error)
    return _line("ok", "settings", paths.settings_file if paths.settings_file.exists() else "defaults")


def _own_providers(paths: AppPaths) -> list[dict[str, str]]:
    """Return a line for the person's own provider files, where there are any."""
    from kriptik_desktop.providers.own_files import load_catalogue

    files = len(list(paths.own_providers.glob("*.toml")))
    if not files:
        return []
    _, left_out = load_catalogue(paths.own_providers)
    if left_out:
        return [_line("trouble", "own providers", each) for each in left_out]
    return [_line("ok", "own providers", f"{files} in {paths.own_providers}")]


def _folder(what: str, folder: Path) -> dict[str, str]:
    nearest = folder
    while not nearest.exists():
        nearest = nearest.parent
    writable = nearest.is_dir() and os.access(nearest, os.W_OK)
    return _line("ok" if writable else "trouble", what, folder if writable else f"{folder} cannot be written")


async def _keyring() -> dict[str, str]:
    from kriptik_desktop.vault.keyring import SystemKeyring

    reason = await SystemKeyring().unusable_because()
    return _line("missing" if reason else "ok", "system keyring", reason or "can keep the vault's key")


def _core_dumps() -> dict[str, str]:
    reason = forbid_core_dumps()
    return _line("missing" if reason else "ok", "crash dumps", reason or "are off, so no key ends up in one")


def _sleep() -> dict[str, str]:
    if sys.platform.startswith(("linux", "freebsd")):
        return _line("ok", "lock before sleep", "by systemd-logind where the window runs, else after waking")
    return _line("missing", "lock before sleep", "this system does not tell; the vault locks after waking or when idle")


async def _node() -> dict[str, str]:
    from kriptik_desktop.builds.toolchain import NODE_MINIMUM, find_node

    node = await find_node(os.environ)
    if node:
        return _line("ok", "Node.js", f"{'.'.join(map(str, node.version))} at {node.program}")
    wanted = ".".join(map(str, NODE_MINIMUM[:2]))
    return _line("missing", "Node.js", f"{wanted} or newer was not found; builds leave their npm checks out")


def _display() -> dict[str, str]:
    there = sys.platform in ("win32", "darwin") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return _line(
        "ok" if there else "missing", "display", "there is one" if there else "none; the commands work without"
    )
