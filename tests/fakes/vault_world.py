"""A real vault in a folder of its own, with cheap key derivation and everything outside faked."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kriptik_desktop.core.events import Event, EventBus
from kriptik_desktop.core.ids import uuid7_source
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault.keyring import KeyringPort
from kriptik_desktop.vault.model import Actor, CredentialDraft, CredentialInfo, FieldValue, Mode, Overview
from kriptik_desktop.vault.service import Vault
from kriptik_desktop.vault.slots import Argon2Params
from tests.fakes.clock import FakeClock
from tests.fakes.keyring import MemoryKeyring

CHEAP = Argon2Params(8 * 1024, 1, 1)
PASSWORD = Secret("correct horse battery staple")
PERSON = Actor("window")
BUILD = Actor("build", "build-1")
STRIPE = {"publishable_key": "pk_test_51Habc0123456789", "secret_key": "sk_test_51Habc0123456789"}
WEBHOOK = "whsec_0123456789abcdef0123"


def stripe(
    account: str = "acct_1", mode: Mode = "test", scope: str = "app", values: dict[str, str] | None = None, **more: Any
) -> CredentialDraft:
    """Return a draft of Stripe's three fields."""
    fields = [FieldValue(name, Secret(text)) for name, text in (values or STRIPE).items()]
    fields.append(FieldValue("webhook_secret", Secret(WEBHOOK), "provisioned"))
    return CredentialDraft(Overview(scope, "stripe", mode, account, **more), fields)


def texts(fields: Sequence[FieldValue]) -> dict[str, str]:
    """Return the values by name."""
    return {each.name: each.value.reveal() for each in fields}


@dataclass
class VaultWorld:
    """The vault, and what was heard of it."""

    folder: Path
    keyring: KeyringPort = field(default_factory=MemoryKeyring)
    clock: FakeClock = field(default_factory=FakeClock)
    heard: list[Event] = field(default_factory=list)
    recovery: Secret = field(default_factory=lambda: Secret(""))
    coalesce_s: float = 3600.0
    argon2: Argon2Params = CHEAP
    slept: list[float] = field(default_factory=list)
    guarded: bool = False
    """With anchors outside the file and automatic backups, as in the app."""
    vault: Vault = field(init=False)

    @property
    def file(self) -> Path:
        return self.folder / "vault.db"

    @property
    def anchor(self) -> Path:
        return self.folder.parent / "state" / "vault-anchor.json"

    @property
    def backups(self) -> Path:
        return self.folder / "vault-backups"

    def fresh(self) -> Vault:
        """Return a vault service that is not open yet."""
        bus = EventBus(self._crash)
        bus.subscribe(Event, self.heard.append)
        ids = uuid7_source(self.clock)
        self.vault = Vault(
            self.file,
            bus,
            self.clock,
            ids,
            self.keyring,
            argon2=self.argon2,
            coalesce_s=self.coalesce_s,
            sleep=self._sleep,
            anchor_file=self.anchor if self.guarded else None,
            backup_folder=self.backups if self.guarded else None,
        )
        return self.vault

    async def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.clock.advance(seconds)

    def _crash(self, error: BaseException, where: str) -> None:
        raise error

    async def create(self, *, keyring: bool = True, password: Secret | None = PASSWORD) -> Vault:
        """Return a new vault, unlocked."""
        vault = self.fresh()
        await vault.open()
        self.recovery = (await vault.create(keyring=keyring, password=password)).text
        return vault

    async def reopen(self) -> Vault:
        """Close the vault as a quit would and open it again, locked."""
        await self.vault.close()
        vault = self.fresh()
        await vault.open()
        return vault

    @asynccontextmanager
    async def unlocked(self) -> AsyncIterator[Vault]:
        """Open the vault with the recovery key, which costs no key derivation, and close it again."""
        vault = self.fresh()
        await vault.open()
        try:
            await vault.unlock_with_recovery(self.recovery)
            yield vault
        finally:
            await vault.close()

    async def save(self, *drafts: CredentialDraft) -> list[CredentialInfo]:
        """Store drafts as a person."""
        return [await self.vault.save(draft, PERSON) for draft in drafts]
