"""Whose Anthropic key may be spent on a refinement."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from kriptik_desktop.analysis.refinement_key import RefinementKey
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault.errors import VaultIsLocked
from kriptik_desktop.vault.model import CredentialDraft, CredentialInfo, FieldValue, Overview, Status
from tests.fakes.vault_world import PERSON, VaultWorld

OWN, OTHER, PROJECTS = (f"sk-ant-api03-{name:-<24}" for name in ("own", "other", "projects"))


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[VaultWorld]:
    made = VaultWorld(tmp_path)
    await made.create()
    yield made
    await made.vault.close()


async def save(
    world: VaultWorld, scope: str, key: str, integration: str = "anthropic", status: Status = "valid"
) -> CredentialInfo:
    overview = Overview(scope, integration, "none", key, status=status)
    return await world.vault.save(CredentialDraft(overview, [FieldValue("api_key", Secret(key))]), PERSON)


async def test_there_may_be_none(world: VaultWorld) -> None:
    await save(world, "app", OTHER, "openai")
    assert await RefinementKey(world.vault)(None) is None


async def test_kriptiks_own_is_meant_unless_another_was_named(world: VaultWorld) -> None:
    project = await save(world, "project-1", PROJECTS)
    await save(world, "app", OWN)
    assert await RefinementKey(world.vault)(None) == Secret(OWN)
    assert await RefinementKey(world.vault)(project.id) == Secret(PROJECTS)
    await world.vault.remove(project.id, PERSON)
    assert await RefinementKey(world.vault)(project.id) is None


async def test_a_projects_key_needs_a_yes_that_names_it(world: VaultWorld) -> None:
    project = await save(world, "project-1", PROJECTS)
    other = await save(world, "project-1", OTHER, "openai")
    find = RefinementKey(world.vault)
    assert await find(None) is None
    assert await find("") is None
    assert await find("project-1") is None
    assert await find(other.id) is None
    assert await find(project.id) == Secret(PROJECTS)
    assert [each.id for each in await find.of_projects()] == [project.id]


async def test_one_that_works_is_taken_before_one_that_does_not(world: VaultWorld) -> None:
    await save(world, "app", OWN)
    world.clock.advance(10)
    await save(world, "app", OTHER, status="invalid")
    assert await RefinementKey(world.vault)(None) == Secret(OWN)


async def test_a_locked_vault_is_said_and_an_absent_one_has_no_key(world: VaultWorld) -> None:
    find = RefinementKey(world.vault)
    await save(world, "app", OWN)
    await world.vault.lock(PERSON)
    with pytest.raises(VaultIsLocked):
        await find(None)
    empty = VaultWorld(world.folder / "empty")
    assert await RefinementKey(empty.fresh())(None) is None


async def test_the_audit_log_says_what_the_key_was_used_for(world: VaultWorld) -> None:
    await save(world, "app", OWN)
    await RefinementKey(world.vault)(None)
    rows = await world.vault.audit()
    assert [each.origin for each in rows if each.action == "use"] == ["agent"]
    assert OWN not in repr(rows)
