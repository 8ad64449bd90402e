"""Comparing with what is stored tells names only and leaves no trace."""

from __future__ import annotations

from pathlib import Path

import pytest

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault.credential_errors import CredentialNotFound
from tests.fakes.vault_world import STRIPE, WEBHOOK, VaultWorld, stripe


async def test_same_values_are_named_and_not_read_out(tmp_path: Path) -> None:
    world = VaultWorld(tmp_path)
    vault = await world.create(password=None)
    one, other = await world.save(stripe(), stripe(account="acct_2", values={"secret_key": "sk_test_another0123456"}))
    before = len(await vault.audit())
    given = [
        {"secret_key": Secret(STRIPE["secret_key"]), "publishable_key": Secret("another"), "no_such": Secret("x")},
        {"publishable_key": Secret(STRIPE["secret_key"]), "secret_key": Secret("\ud800")},
        {"webhook_secret": Secret(WEBHOOK)},
        {},
    ]
    assert await vault.same_values([one.id, other.id], given) == [
        {one.id: {"secret_key"}},
        {},
        {one.id: {"webhook_secret"}, other.id: {"webhook_secret"}},
        {},
    ]
    assert len(await vault.audit()) == before
    with pytest.raises(CredentialNotFound):
        await vault.same_values(["nobody"], given)
    await vault.close()
