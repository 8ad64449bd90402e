"""Writes what the vault holds for a project into its ``.env``, apart from any build.

For projects whose code KripTik did not write there is no build that would do it.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from kriptik_desktop.builds.environment import env_entries
from kriptik_desktop.builds.gate import serving
from kriptik_desktop.envfiles.model import WrittenEnv
from kriptik_desktop.envfiles.writer import write_env
from kriptik_desktop.projects.model import Project
from kriptik_desktop.providers.catalogue import Catalogue
from kriptik_desktop.vault.model import Actor
from kriptik_desktop.vault.service import Vault


@dataclass(frozen=True, slots=True)
class HeldEnv:
    """What was written, and the ids of the integrations that the vault has no credential for."""

    written: WrittenEnv
    missing: tuple[str, ...]


async def write_held(project: Project, catalogue: Catalogue, vault: Vault, actor: Actor) -> HeldEnv:
    """Write the credentials that serve ``project`` into its folder.

    Raises VaultIsLocked, and what ``write_env`` raises.
    """
    entries, missing = [], []
    held = await vault.list()
    for integration_id in project.integrations:
        provider = catalogue.get(integration_id)
        found = serving(held, provider.id, project)
        if found:
            entries += env_entries(provider, await vault.read(found.id, actor))
        elif provider.fields:
            missing.append(provider.id)
    return HeldEnv(await asyncio.to_thread(write_env, project.folder, entries), tuple(missing))
