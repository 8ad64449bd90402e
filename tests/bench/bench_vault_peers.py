"""Measures the vault beside what people use today, in one run: pykeepass, keepassxc-cli, and keyring on gnome-keyring.

Each peer holds the same values of the same sizes and asks for the same key derivation where that can be set. Rounds go
in turn, so that a busy minute of the computer strikes all alike. What is not installed is named and left out.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

from kriptik_desktop.vault.service import Vault
from tests.bench.bench_vault import BUILD, PERSON, RECORDS, draft, fill, get_in_thread, make_vault, p50_ms
from tests.bench.harness import REPEATS, report, timed_ms

PASSWORD: Final = "correct horse battery staple"
_ARGON2ID: Final = uuid.UUID("9e298b19-56db-4773-b23d-fc3ec6f0a1e6")
"""KDF identifier of KDBX 4.1 (keepass.info, KDBX file format specification)."""

_KEYRING_ITEMS: Final = 200
_ROUND: Final = 20
_KEYRING_SESSION: Final = "gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec "

Times = dict[str, list[float]]


class KeePassFile:
    """A KDBX file with as many entries as the vault has credentials."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._keepass: Any = importlib.import_module("pykeepass").create_database(str(path), password=PASSWORD)
        kdf = self._keepass.kdbx.header.value.dynamic_header.kdf_parameters.data.dict
        kdf["$UUID"].value = _ARGON2ID.bytes
        kdf["I"].value, kdf["M"].value, kdf["P"].value = 3, 64 * 1024 * 1024, 4
        for number in range(RECORDS):
            self._add(number)
        self._keepass.save()

    def _add(self, number: int) -> None:
        fields = {field.name: field.value.reveal() for field in draft(number).fields}
        entry = self._keepass.add_entry(self._keepass.root_group, f"acct_{number:06d}", "", fields.pop("secret_key"))
        for name, text in fields.items():
            entry.set_custom_property(name, text, protect=True)

    def store(self, number: int) -> None:
        """Add an entry and have it on the disk."""
        self._add(number)
        self._keepass.save()
        handle = os.open(self.path, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)

    def get(self, number: int) -> None:
        """Find an entry by its title and read its values."""
        entry = self._keepass.find_entries(title=f"acct_{number:06d}", first=True)
        if not (entry.password and entry.get_custom_property("publishable_key")):
            raise LookupError(number)


def _keepassxc(*arguments: str, typed: str) -> None:
    command = ["keepassxc-cli", *arguments]
    subprocess.run(command, input=typed, text=True, check=True, capture_output=True)


def _keyring_times() -> Times:
    """Return milliseconds of sets and gets in a gnome-keyring of its own; empty where it cannot be started."""
    if not (shutil.which("gnome-keyring-daemon") and shutil.which("dbus-run-session")):
        return {}
    with tempfile.TemporaryDirectory() as home:
        command = _KEYRING_SESSION + f"{sys.executable} -m tests.bench.keyring_child {_KEYRING_ITEMS} {_ROUND}"
        answer = subprocess.run(
            ["dbus-run-session", "--", "sh", "-c", command],
            input="bench",
            text=True,
            capture_output=True,
            check=False,
            env={**os.environ, "HOME": home, "XDG_DATA_HOME": home, "XDG_RUNTIME_DIR": home},
        )
    try:
        found: Times = json.loads(answer.stdout)
    except ValueError:
        return {}
    return found


async def _store(vault: Vault, first: int, number: int) -> None:
    await vault.save(draft(first + number), PERSON)


def _peer(times: Times, name: str, work: Callable[[], object]) -> None:
    times.setdefault(name, []).append(timed_ms(work))


async def measure(folder: Path) -> Times:
    """Return milliseconds of each thing that was measured, seven of each."""
    vault, _ = await make_vault(folder)
    ids = await fill(vault, 0, RECORDS)
    keepass = await asyncio.to_thread(KeePassFile, folder / "peer.kdbx")
    for_program = folder / "program.kdbx"
    shutil.copy(keepass.path, for_program)
    has_program, times = shutil.which("keepassxc-cli") is not None, Times()
    for turn in range(REPEATS):
        first, number = RECORDS + turn * _ROUND, RECORDS + turn
        stored = await p50_ms(_ROUND, partial(_store, vault, first))
        times.setdefault("store", []).append(stored)
        times.setdefault("get", []).append(await get_in_thread(vault, ids) / 1000)
        times.setdefault("awaited get", []).append(await p50_ms(_ROUND, lambda n: vault.read(ids[n], BUILD)))
        _peer(times, "pykeepass store", partial(keepass.store, number))
        _peer(times, "pykeepass get", partial(keepass.get, number - RECORDS // 2))
        if has_program:
            new, typed = (str(for_program), f"new{number}"), f"{PASSWORD}\nsk_test_{number:0100d}\n"
            _peer(times, "keepassxc-cli store", partial(_keepassxc, "add", "-q", "-p", *new, typed=typed))
            _peer(times, "keepassxc-cli get", partial(_keepassxc, "show", "-q", "-s", *new, typed=typed))
    await vault.close()
    return times | {f"gnome-keyring {name}": each for name, each in (await asyncio.to_thread(_keyring_times)).items()}


def main() -> None:
    """Measure and print the times, then how many times slower each peer is."""
    with tempfile.TemporaryDirectory(dir="/var/tmp" if Path("/var/tmp").is_dir() else None) as name:
        times = asyncio.run(measure(Path(name)))
    middle = {what: statistics.median(values) for what, values in times.items()}
    report(f"vault: durable store of 3 fields, {RECORDS:,} stored", middle["store"], "ms", 2.5)
    report("vault: get of 3 fields, inside its thread", middle["get"] * 1000, "us", 40)
    for peer in ("pykeepass", "keepassxc-cli", "gnome-keyring"):
        if f"{peer} store" not in middle:
            print(f"{peer} is not installed here")
            continue
        store, get = middle[f"{peer} store"], middle[f"{peer} get"]
        held = _KEYRING_ITEMS if peer == "gnome-keyring" else RECORDS
        report(f"{peer}: durable store, {held:,} stored", store, "ms")
        report(f"{peer}: get", get, "ms")
        floor = 100 if peer == "pykeepass" else None
        report(f"{peer} store / vault store", store / middle["store"], "times", floor, at_least=True)
        report(f"{peer} get / vault get, inside its thread", get / middle["get"], "times")
        report(f"{peer} get / vault get, awaited", get / middle["awaited get"], "times")


if __name__ == "__main__":
    main()
