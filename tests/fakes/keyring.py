"""Keyrings for tests: the port in memory, and backends that fail in the ways real ones do."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable
from pathlib import Path

from kriptik_desktop.vault.crypto import Key
from kriptik_desktop.vault.errors import KeyringItemMissing, KeyringUnavailable
from kriptik_desktop.vault.keyring import Backend


class MemoryKeyring:
    """A keyring port that keeps its items in memory; set ``broken`` to make every call fail."""

    def __init__(self) -> None:
        self.items: dict[str, Key] = {}
        self.broken = ""

    async def store(self, name: str, key: Key) -> None:
        self._check()
        self.items[name] = Key(key)

    async def load(self, name: str) -> Key:
        self._check()
        if name not in self.items:
            raise KeyringItemMissing
        return Key(self.items[name])

    async def delete(self, name: str) -> None:
        self._check()
        self.items.pop(name, None)

    async def unusable_because(self) -> str | None:
        return KeyringUnavailable(self.broken).message if self.broken else None

    def _check(self) -> None:
        if self.broken:
            raise KeyringUnavailable(self.broken)


class FileKeyring:
    """A keyring port that outlives its process: a file, replaced whole; ``heard`` is told of each change."""

    def __init__(self, path: Path, heard: Callable[[str], None] = lambda what: None) -> None:
        self._path = path
        self._heard = heard

    @property
    def names(self) -> list[str]:
        return sorted(self._items())

    async def store(self, name: str, key: Key) -> None:
        self._write({**self._items(), name: key.hex()})
        self._heard("stored")

    async def load(self, name: str) -> Key:
        if name not in self._items():
            raise KeyringItemMissing
        return Key.fromhex(self._items()[name])

    async def delete(self, name: str) -> None:
        self._write({other: key for other, key in self._items().items() if other != name})
        self._heard("deleted")

    async def unusable_because(self) -> str | None:
        return None

    def _items(self) -> dict[str, str]:
        items: dict[str, str] = json.loads(self._path.read_text()) if self._path.exists() else {}
        return items

    def _write(self, items: dict[str, str]) -> None:
        fresh = self._path.with_suffix(".new")
        fresh.write_text(json.dumps(items))
        os.replace(fresh, self._path)


class MemoryBackend:
    """A backend that works."""

    def __init__(self) -> None:
        self.items: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.items.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.items[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.items[service, username]


class NullBackend(MemoryBackend):
    """Swallows what is written, as ``keyring.backends.null`` does."""

    def __init__(self) -> None:
        super().__init__()
        self.swallowed: list[str] = []

    def set_password(self, service: str, username: str, password: str) -> None:
        self.swallowed.append(password)


class OtherTextBackend(MemoryBackend):
    """Gives back something else than was written."""

    def get_password(self, service: str, username: str) -> str | None:
        found = super().get_password(service, username)
        return found and found.swapcase()


class RefusingBackend(MemoryBackend):
    """Raises an error whose text repeats what was given, as careless libraries do."""

    def get_password(self, service: str, username: str) -> str | None:
        raise RuntimeError(f"locked: {username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise RuntimeError(f"locked: {password}")


class AskingBackend(MemoryBackend):
    """Knows nothing and asks on standard input before it writes, as the ``keyring`` package's chain of backends did."""

    def get_password(self, service: str, username: str) -> str | None:
        return None

    def set_password(self, service: str, username: str, password: str) -> None:
        raise EOFError("there is nobody at standard input")


class SwitchedBackend:
    """Stands for whatever backend there is at the moment; put another one into ``now``."""

    def __init__(self) -> None:
        self.now: Callable[[], Backend] = lambda: self.working
        self.working = MemoryBackend()

    def __call__(self) -> Backend:
        return self.now()


class HangingBackend(MemoryBackend):
    """Answers when ``released`` is set, as a locked Secret Service does when the person has typed."""

    def __init__(self) -> None:
        super().__init__()
        self.released = threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.released.wait()
        return super().get_password(service, username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self.released.wait()
        super().set_password(service, username, password)
