"""The credential gate: what a build's integrations need against what the vault holds.

It keeps no state of its own. Events only make somebody ask it again, so nothing is lost when one never arrives.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from kriptik_desktop.acquisition.service import AcquisitionService
from kriptik_desktop.projects.model import Project
from kriptik_desktop.providers.catalogue import Catalogue
from kriptik_desktop.vault.model import CredentialInfo, VaultState
from kriptik_desktop.vault.service import Vault


@dataclass(frozen=True, slots=True)
class GateAnswer:
    """Whether an integration may be connected; ``reason`` is for the person."""

    verdict: Literal["open", "missing", "vault_locked", "skipped"]
    reason: str = ""
    credential_id: str = ""


class CredentialGate:
    """Answers for one project at a time."""

    def __init__(self, vault: Vault, acquisition: AcquisitionService, catalogue: Catalogue) -> None:
        self._vault, self._acquisition, self._catalogue = vault, acquisition, catalogue

    async def ask(self, project: Project, build_id: str, integrations: Iterable[str]) -> dict[str, GateAnswer]:
        """Return an answer for each integration."""
        wanted = list(integrations)
        if not wanted:
            return {}
        skipped = {
            request.integration_id
            for request in await self._acquisition.requests_of_build(build_id)
            if request.status == "skipped"
        }
        closed = self.vault_closed()
        held = [] if closed else await self._vault.list()
        return {wish: self._answer(wish, project, held, wish in skipped, closed) for wish in wanted}

    def vault_closed(self) -> GateAnswer | None:
        """Return why the vault cannot be read now, or None when it can."""
        if self._vault.state is VaultState.UNLOCKED:
            return None
        absent = self._vault.state is VaultState.ABSENT
        return GateAnswer("vault_locked", "There is no vault yet" if absent else "The vault is locked")

    def _answer(
        self,
        integration_id: str,
        project: Project,
        held: list[CredentialInfo],
        skipped: bool,
        closed: GateAnswer | None,
    ) -> GateAnswer:
        name = self._catalogue.get(integration_id).name
        if skipped:
            return GateAnswer("skipped", f"Skipped by you: {name} stays unconnected in this build")
        if closed:
            return closed
        found = serving(held, integration_id, project)
        if found:
            return GateAnswer("open", credential_id=found.id)
        return GateAnswer("missing", f"Waits for {name} credentials")


def serving(held: Iterable[CredentialInfo], integration_id: str, project: Project) -> CredentialInfo | None:
    """Return the credential of an integration that a project uses: of those that serve it, the one changed last."""
    fitting = (info for info in held if info.overview.integration == integration_id and _serves(info, project))
    return max(fitting, key=lambda info: info.updated_at, default=None)


def _serves(info: CredentialInfo, project: Project) -> bool:
    """Return whether a credential may be used for a project: its scope or a link, its mode, and not known to be bad."""
    belongs = info.overview.scope == project.id or project.id in info.linked_projects
    fits = info.overview.mode in (project.mode, "none")
    return belongs and fits and info.overview.status not in ("invalid", "expired")
