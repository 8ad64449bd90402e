"""The system keyring, which holds one 32-byte key of the vault and nothing else.

Backends are picked by class from a list, because the ``keyring`` package may choose one that swallows what is written,
asks on standard input or keeps it in a plain file. Every call has a thread of its own and a time limit: a locked
Secret Service answers when the person does, which may be never.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import importlib
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from typing import Any, Final, Protocol, TypeVar

from kriptik_desktop.core.errors import KriptikError
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault.crypto import KEY_BYTES, Key
from kriptik_desktop.vault.errors import KeyringItemMissing, KeyringUnavailable

T = TypeVar("T")

SERVICE: Final = "kriptik-desktop"
TIMEOUT_S: Final = 20.0
_TRIAL: Final = "trial"
_WITH_PROMPT: Final = "keyring.backends.SecretService"
_ALLOWED: Final = (
    ("keyring.backends.macOS", "Keyring"),
    ("keyring.backends.Windows", "WinVaultKeyring"),
    (_WITH_PROMPT, "Keyring"),
    ("keyring.backends.kwallet", "DBusKeyring"),
    ("keyring.backends.libsecret", "Keyring"),
)


class KeyringPort(Protocol):
    """Where one small key can be kept outside the vault's file."""

    async def store(self, name: str, key: Key) -> None:
        """Keep ``key`` and make sure that it can be read back.

        Raises KeyringUnavailable, with nothing to be relied on, where it cannot.
        """

    async def load(self, name: str) -> Key:
        """Return the key.

        Raises KeyringItemMissing where it is not there (any more), KeyringUnavailable where the keyring is not.
        """

    async def delete(self, name: str) -> None:
        """Remove the key if it is there.

        Raises KeyringUnavailable.
        """

    async def unusable_because(self) -> str | None:
        """Return why no key can be kept, in words for the person, or None where one can."""


class Backend(Protocol):
    """The part of ``keyring.backend.KeyringBackend`` that is used."""

    def get_password(self, service: str, username: str) -> str | None:
        """Return what is stored, or None."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Store."""

    def delete_password(self, service: str, username: str) -> None:
        """Remove."""


def system_backend() -> Backend:
    """Return the first allowed backend that works here; blocks, so call it in a thread.

    Raises KeyringUnavailable where there is none, or the Secret Service is locked.
    """
    for module_name, class_name in _ALLOWED:
        try:
            chosen = getattr(importlib.import_module(module_name), class_name)
            if not chosen.viable:
                continue
        except (ImportError, AttributeError):
            continue
        if module_name == _WITH_PROMPT:
            _require_unlocked()
        backend: Backend = chosen()
        return backend
    raise KeyringUnavailable("this system offers none, as is usual without a desktop session")


def _require_unlocked() -> None:
    """A locked collection would open a prompt and hold the call until the person answers, however long that takes."""
    import secretstorage

    with closing(secretstorage.dbus_init()) as bus:
        try:
            locked = secretstorage.get_collection_by_alias(bus, "default").is_locked()
        except secretstorage.ItemNotFoundException:
            raise KeyringUnavailable("it has no default collection yet") from None
    if locked:
        raise KeyringUnavailable("it is locked; unlock it (on most systems by logging in with the password)")


class SystemKeyring:
    """The keyring of the person's login session."""

    def __init__(self, *, timeout_s: float = TIMEOUT_S, backend: Callable[[], Backend] = system_backend) -> None:
        self._timeout_s = timeout_s
        self._backend = backend

    async def store(self, name: str, key: Key) -> None:
        """Write, read back and compare; some keyrings swallow what they are given.

        Raises KeyringUnavailable.
        """
        text = Secret(base64.b64encode(key).decode())

        def work() -> bool:
            backend = self._backend()
            backend.set_password(SERVICE, name, text.reveal())
            return Secret(backend.get_password(SERVICE, name) or "") == text

        if not await self._in_thread(work):
            raise KeyringUnavailable("it did not give back what was written to it")

    async def load(self, name: str) -> Key:
        """Return the key.

        Raises KeyringItemMissing, KeyringUnavailable.
        """

        def work() -> Key | None:
            text = self._backend().get_password(SERVICE, name)
            return None if text is None else _decoded(text)

        key = await self._in_thread(work)
        if key is None:
            raise KeyringItemMissing
        if len(key) != KEY_BYTES:
            raise KeyringUnavailable("what it holds for this vault is not a key")
        return key

    async def delete(self, name: str) -> None:
        """Remove the key if it is there.

        Raises KeyringUnavailable.
        """

        def work() -> None:
            backend = self._backend()
            if backend.get_password(SERVICE, name) is not None:
                backend.delete_password(SERVICE, name)

        await self._in_thread(work)

    async def unusable_because(self) -> str | None:
        """Try it with a key that nobody needs; return why it failed, or None."""
        try:
            await self.store(_TRIAL, Key(KEY_BYTES))
            await self.delete(_TRIAL)
        except KeyringUnavailable as error:
            return error.message
        return None

    async def _in_thread(self, work: Callable[[], T]) -> T:
        """Run ``work`` in a thread that nobody has to wait for, even when the program ends."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[T] = loop.create_future()

        def settle(result: Any, error: KriptikError | None) -> None:
            if answer.done():
                return
            if error is None:
                answer.set_result(result)
            else:
                answer.set_exception(error)

        def run() -> None:
            result, error = _attempt(work)
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(settle, result, error)

        threading.Thread(target=run, name="system keyring", daemon=True).start()
        try:
            return await asyncio.wait_for(answer, self._timeout_s)
        except TimeoutError:
            raise KeyringUnavailable(f"it did not answer within {self._timeout_s:g} seconds") from None


def _decoded(text: str) -> Key:
    with suppress(binascii.Error, ValueError):
        return Key(base64.b64decode(text, validate=True))
    return Key()


def _attempt(work: Callable[[], T]) -> tuple[T | None, KriptikError | None]:
    """Backends raise whatever their libraries raise; only its kind is told, as the text may hold what was given."""
    try:
        return work(), None
    except KriptikError as error:
        return None, error
    except Exception as error:
        return None, KeyringUnavailable(f"it answered with an error ({type(error).__name__})")
