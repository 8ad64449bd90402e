"""Writes credentials into a file that other programs open.

The password protects the file wherever it goes, so it is held to the rule of the vault's own. The audit row is durable
before the vault hands a value out.
"""

from __future__ import annotations

import asyncio
import importlib.util
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from kriptik_desktop.acquisition.confined.parent import ChildFailed, Limits, run_child
from kriptik_desktop.acquisition.exporting.entries import entries_of
from kriptik_desktop.acquisition.exporting.errors import ExportFailed, ExportNothing
from kriptik_desktop.acquisition.exporting.model import ExportReport
from kriptik_desktop.acquisition.exporting.new_file import check_place, write_new
from kriptik_desktop.acquisition.importing.errors import KdbxNotInstalled
from kriptik_desktop.core.clock import Clock
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.providers.catalogue import Catalogue
from kriptik_desktop.vault.crypto import Key
from kriptik_desktop.vault.model import Actor, ExportedCredential
from kriptik_desktop.vault.service import Vault
from kriptik_desktop.vault.slots import new_password_bytes

ProjectNames = Callable[[], Awaitable[Mapping[str, str]]]
_CHILD: Final = "kriptik_desktop.acquisition.exporting.child"
_MAGIC: Final = b"\x03\xd9\xa2\x9a"
_LIMITS: Final = Limits(memory=4 << 30, processor_s=300, clock_s=300.0, answer=256 << 20)


class Exporter:
    """What window and command line call to take credentials out."""

    def __init__(self, vault: Vault, catalogue: Catalogue, clock: Clock, project_names: ProjectNames) -> None:
        self._vault, self._catalogue, self._clock = vault, catalogue, clock
        self._project_names = project_names

    async def to_kdbx(
        self, path: Path, password: Secret, actor: Actor, ids: Sequence[str] | None = None
    ) -> ExportReport:
        """Write all credentials, or those of ``ids``, to a new KeePass database at ``path``.

        Raises WeakPassword, ExportPlaceTaken, ExportNotWritten, KdbxNotInstalled, ReauthenticationNeeded,
        VaultIsLocked, CredentialNotFound, ExportNothing, ExportFailed; then no file was written.
        """
        with new_password_bytes(password) as typed:
            if importlib.util.find_spec("pykeepass") is None:
                raise KdbxNotInstalled
            await asyncio.to_thread(check_place, path)
            if not (ids if ids is not None else await self._vault.list()):
                raise ExportNothing
            names = await self._project_names()
            exported = await self._vault.export_all(actor, "kdbx", ids)
            entries, left_out = await asyncio.to_thread(entries_of, exported, self._catalogue, names)
            with Key(json.dumps(entries).encode()) as content:
                del entries
                data = await self._made(content, typed)
        await asyncio.to_thread(write_new, path, data)
        return ExportReport(path, len(exported), _versions(exported), len(data), tuple(left_out))

    async def _made(self, entries: Key, password: Key) -> bytes:
        now = str(self._clock.now_ms()).encode()
        try:
            data = await run_child(_CHILD, [entries, password, now], _LIMITS)
        except ChildFailed:
            data = b""
        if data.startswith(_MAGIC):
            return data
        if b"kdbx_not_installed" in data[:100]:
            raise KdbxNotInstalled
        raise ExportFailed


def _versions(exported: Sequence[ExportedCredential]) -> int:
    return sum(len(each.history) for each in exported)
