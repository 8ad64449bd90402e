"""Measures the vault against its budgets and against the plain SQLite transaction of the same bytes.

The plain one writes rows of the same sizes into the same tables through the same database thread, so the ratio is what
sealing and the audit log cost. Files lie in /var/tmp, because /tmp is often memory and syncs nothing.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any

from kriptik_desktop.core.clock import SystemClock
from kriptik_desktop.core.database import Database
from kriptik_desktop.core.events import EventBus
from kriptik_desktop.core.ids import uuid7_source
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault import records, store
from kriptik_desktop.vault.format import AUDIT, CREDENTIAL, FIELD, STATE, VERSION, Table, create_tables
from kriptik_desktop.vault.keys import VaultKeys
from kriptik_desktop.vault.model import Actor, CredentialDraft, FieldValue, Overview, RecoveryKit
from kriptik_desktop.vault.service import Vault
from kriptik_desktop.vault.slots import SMALL
from tests.bench.harness import REPEATS, report
from tests.fakes.keyring import MemoryKeyring

RECORDS, MANY = 1_000, 10_000
STORES, GETS = 60, 400
TICK_S = 0.005
PERSON, BUILD = Actor("window"), Actor("build", "bench")
PASSWORD = Secret("correct horse battery staple")


def draft(number: int) -> CredentialDraft:
    """Return Stripe's three fields for one more account."""
    values = {"publishable_key": f"pk_test_{number:0100d}", "secret_key": f"sk_test_{number:0100d}"}
    fields = [FieldValue(name, Secret(text)) for name, text in values.items()]
    fields.append(FieldValue("webhook_secret", Secret(f"whsec_{number:032d}"), "provisioned"))
    return CredentialDraft(Overview("app", "stripe", "test", f"acct_{number:06d}", status="valid"), fields)


async def make_vault(folder: Path) -> tuple[Vault, RecoveryKit]:
    """Return an unlocked vault."""

    def crash(error: BaseException, where: str) -> None:
        raise error

    clock = SystemClock()
    vault = Vault(folder / "vault.db", EventBus(crash), clock, uuid7_source(clock), MemoryKeyring(), argon2=SMALL)
    await vault.open()
    return vault, await vault.create(keyring=False, password=PASSWORD)


async def fill(vault: Vault, first: int, end: int) -> list[str]:
    """Store credentials, many at once so that they share commits; return the ids of all."""
    for start in range(first, end, 200):
        await asyncio.gather(*(vault.save(draft(n), PERSON) for n in range(start, min(end, start + 200))))
    return [info.id for info in await vault.list()]


async def plain_transaction(folder: Path) -> Callable[[int], Awaitable[object]]:
    """Return a call that writes the bytes of one store without any vault."""
    database = await Database.open(folder / "plain.db", journal="truncate", schema=create_tables)
    await database.read(store.claim)
    nonce = os.urandom(12)
    insert = {table: _insert(table) for table in (CREDENTIAL, VERSION, FIELD, AUDIT, STATE)}
    await database.write(lambda connection: connection.execute(insert[STATE], (1, nonce, os.urandom(200))))
    made = 0

    def work(number: int) -> Awaitable[object]:
        nonlocal made
        made += 1
        name = f"{made:036d}"
        rows: list[tuple[str, tuple[Any, ...]]] = [
            (insert[CREDENTIAL], (name, os.urandom(16), 1, 1, nonce, os.urandom(330))),
            (insert[VERSION], (name, 1, 1, 1_790_000_000_000)),
            *((insert[FIELD], (name, 1, position, nonce, os.urandom(160))) for position in range(3)),
            (insert[AUDIT], (made, nonce, os.urandom(190), os.urandom(32))),
            ("UPDATE state SET nonce = ?, sealed = ? WHERE id = 1", (nonce, os.urandom(200))),
        ]
        return database.write(lambda connection: [connection.execute(*row) for row in rows])

    return work


def _insert(table: Table) -> str:
    return " ".join(("INSERT INTO", table.name, "VALUES (", ", ".join("?" * len(table.columns)), ")"))


async def p50_ms(count: int, work: Callable[[int], Awaitable[object]]) -> float:
    """Return the median of one awaited call in milliseconds."""
    times = []
    for number in range(count):
        begin = time.perf_counter()
        await work(number)
        times.append(time.perf_counter() - begin)
    return statistics.median(times) * 1000


async def get_in_thread(vault: Vault, ids: list[str]) -> float:
    """Return the median time of one get inside the thread of the file, in microseconds."""

    def work(connection: sqlite3.Connection, keys: VaultKeys) -> float:
        times = []
        for number in range(GETS):
            begin = time.perf_counter()
            records.read(connection, keys, ids[number % len(ids)])
            times.append(time.perf_counter() - begin)
        return statistics.median(times) * 1e6

    return await vault._file.read(work)


async def _lateness_during(work: Callable[[], Awaitable[object]]) -> tuple[float, float]:
    """Return how late a 5 ms tick came in 99 of 100 cases while ``work`` ran, and how long that took; milliseconds."""
    loop, late_ms = asyncio.get_running_loop(), list[float]()

    async def tick() -> None:
        while True:
            due = loop.time() + TICK_S
            await asyncio.sleep(TICK_S)
            late_ms.append((loop.time() - due) * 1000)

    ticking = loop.create_task(tick())
    took = await p50_ms(1, lambda n: work())
    ticking.cancel()
    return sorted(late_ms)[int(len(late_ms) * 0.99)], took


async def measure(folder: Path) -> dict[str, list[float]]:
    """Return seven values for each thing that is measured."""
    vault, kit = await make_vault(folder)
    ids = await fill(vault, 0, RECORDS)
    plain = await plain_transaction(folder)
    found: dict[str, list[float]] = {}

    async def storing(first: int) -> tuple[float, float]:
        stored = await p50_ms(STORES, lambda n: vault.save(draft(first + n), PERSON))
        return stored, await p50_ms(STORES, plain)

    async def unlocking() -> float:
        await vault.lock()
        return await p50_ms(1, lambda n: vault.unlock_with_recovery(kit.text))

    for round_number in range(REPEATS):
        stored, bare = await storing(RECORDS + round_number * STORES)
        found.setdefault("store", []).append(stored)
        found.setdefault("plain", []).append(bare)
        found.setdefault("ratio", []).append(stored / bare)
        found.setdefault("get", []).append(await p50_ms(GETS, lambda n: vault.read(ids[n % len(ids)], BUILD)))
        found.setdefault("inside", []).append(await get_in_thread(vault, ids))
        found.setdefault("list", []).append(await p50_ms(1, lambda n: vault.list()))
        found.setdefault("unlock", []).append(await unlocking())
    await fill(vault, RECORDS + REPEATS * STORES, MANY)
    for _ in range(REPEATS):
        found.setdefault("unlock many", []).append(await unlocking())
    for _ in range(REPEATS):
        await vault.lock()
        late_ms, took = await _lateness_during(partial(vault.unlock_with_password, PASSWORD))
        found.setdefault("password", []).append(took)
        found.setdefault("late", []).append(late_ms)
    await vault.close()
    return found


def main() -> None:
    """Measure and print one row for each figure."""
    with tempfile.TemporaryDirectory(dir="/var/tmp" if Path("/var/tmp").is_dir() else None) as name:
        found = asyncio.run(measure(Path(name)))
    middle = {what: statistics.median(values) for what, values in found.items()}
    report(f"store of 3 fields with audit row, {RECORDS:,} stored, p50", middle["store"], "ms", 2.5)
    report("plain SQLite transaction of the same bytes, p50", middle["plain"], "ms")
    report("store / plain transaction", middle["ratio"], "times", 3)
    report("get of 3 fields, awaited, p50", middle["get"], "ms", 0.3)
    report("get of 3 fields, inside its thread, p50", middle["inside"], "us", 40)
    report(f"list of {RECORDS:,} and more", middle["list"], "ms")
    report(f"unlock by recovery key, {RECORDS:,} and more, verified", middle["unlock"], "ms")
    report(f"unlock by recovery key, {MANY:,}, verified", middle["unlock many"], "ms")
    report(f"unlock by password (Argon2id 64 MiB), {MANY:,}", middle["password"], "ms", 500)
    report("loop lateness meanwhile, p99", middle["late"], "ms", 16)


if __name__ == "__main__":
    main()
