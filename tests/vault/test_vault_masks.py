"""What a screen may show of values that nobody asked to see: masks, with nothing read out and nothing noted."""

from __future__ import annotations

from pathlib import Path

import pytest

from kriptik_desktop.vault.credential_errors import CredentialNotFound
from kriptik_desktop.vault.errors import VaultIsLocked
from tests.fakes.vault_world import PERSON, STRIPE, WEBHOOK, VaultWorld, stripe


async def test_masks_tell_which_key_it_is_and_leave_no_trace(tmp_path: Path) -> None:
    world = VaultWorld(tmp_path)
    vault = await world.create(password=None)
    (saved,) = await world.save(stripe())
    before = len(await vault.audit())
    masks = await vault.masks(saved.id)
    assert [(each.name, each.source) for each in masks] == [
        ("publishable_key", "person"),
        ("secret_key", "person"),
        ("webhook_secret", "provisioned"),
    ]
    for each, value in zip(masks, (*STRIPE.values(), WEBHOOK), strict=True):
        assert each.masked.endswith(f"...{value[-4:]}")
        assert value not in repr(each)
    assert len(await vault.audit()) == before
    with pytest.raises(CredentialNotFound):
        await vault.masks("nobody")
    await vault.lock()
    with pytest.raises(VaultIsLocked):
        await vault.masks(saved.id)
    await vault.close()


async def test_one_credential_is_read_as_the_list_has_it(tmp_path: Path) -> None:
    world = VaultWorld(tmp_path)
    vault = await world.create(password=None)
    saved, _ = await world.save(stripe("acct_1"), stripe("acct_2"))
    await vault.link(saved.id, "project-1", PERSON)
    before = len(await vault.audit())
    listed = {info.id: info for info in await vault.list()}
    for credential_id, info in listed.items():
        assert await vault.info(credential_id) == info
    assert listed[saved.id].linked_projects == ("project-1",)
    assert len(await vault.audit()) == before
    with pytest.raises(CredentialNotFound):
        await vault.info("nobody")
    await vault.lock()
    with pytest.raises(VaultIsLocked):
        await vault.info(saved.id)
    await vault.close()
