"""The app as a whole hands the vault its places, and opens over a damaged vault so that a backup can replace it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kriptik_desktop.vault.errors import VaultDamaged, VaultRolledBack
from kriptik_desktop.vault.model import VaultState
from tests.fakes.keyring import MemoryKeyring
from tests.fakes.vault_world import CHEAP, PASSWORD, PERSON, stripe
from tests.fakes.world import world


async def test_a_damaged_vault_does_not_keep_the_app_from_opening(tmp_path: Path) -> None:
    keyring = MemoryKeyring()
    async with world(tmp_path, keyring=keyring, argon2=CHEAP) as services:
        await services.vault.create(keyring=True, password=PASSWORD)
        await services.vault.save(stripe(), PERSON)
    assert services.paths.vault_anchor.exists()
    services.paths.vault_file.write_bytes(b"spoiled")
    async with world(tmp_path, keyring=keyring, argon2=CHEAP) as services:
        vault = services.vault
        assert vault.state is VaultState.LOCKED
        assert vault.fault is not None
        with pytest.raises(VaultDamaged):
            await vault.unlock_with_password(PASSWORD)
        newest = (await vault.backups.list())[0]
        assert newest.verified
        assert newest.path.parent == services.paths.vault_backups
        await vault.backups.restore(newest.path, password=PASSWORD, actor=PERSON)
        assert len(await vault.list()) == 1


async def test_an_older_copy_is_noticed_by_the_app(tmp_path: Path) -> None:
    async with world(tmp_path, argon2=CHEAP) as services:
        await services.vault.create(keyring=False, password=PASSWORD)
    older = services.paths.vault_file.read_bytes()
    async with world(tmp_path, argon2=CHEAP) as services:
        await services.vault.unlock_with_password(PASSWORD)
    services.paths.vault_file.write_bytes(older)
    async with world(tmp_path, argon2=CHEAP) as services:
        with pytest.raises(VaultRolledBack):
            await services.vault.unlock_with_password(PASSWORD)
