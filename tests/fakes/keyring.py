"""Keyrings for tests: the port in memory, and backends that fail in the ways real ones do."""

from __future__ import annotations

import threading

from kriptik_desktop.vault.crypto import Key
from kriptik_desktop.vault.errors import KeyringItemMissing, KeyringUnavailable


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
