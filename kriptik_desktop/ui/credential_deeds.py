"""What can be done with one credential from its passport, and the words that say it was done.

Whatever hands out or brings back a value asks first whether the person is there; without Qt, so that the view-model
beside it holds nothing but what shows.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.ui.clipboard import SecretClipboard
from kriptik_desktop.ui.passport_rows import Passport
from kriptik_desktop.ui.wording import translated

if TYPE_CHECKING:
    from kriptik_desktop.services import Services
    from kriptik_desktop.vault.service import Vault

_REASON = {"reveal": "This shows the {field} of {name}.", "copy": "This copies the {field} of {name}."}
_TONES = {"ok": "success", "invalid": "error", "wrong_environment": "error"}

T = TypeVar("T")


class Proof(Protocol):
    """Whoever asks the person to show that they are there."""

    async def run(self, reason: str, work: Callable[[], Awaitable[T]]) -> T:
        """Do ``work``, and where the vault wants to know first who sits here, ask and do it again."""


@dataclass(frozen=True, slots=True)
class CredentialDeeds:
    """The deeds on credentials of one vault. Each raises what the vault raises, and NotConfirmed."""

    services: Services
    proof: Proof
    clipboard: SecretClipboard

    async def take(self, passport: Passport, name: str, purpose: Literal["reveal", "copy"]) -> Secret:
        """Return a field's value once the person confirmed that they are there."""
        from kriptik_desktop.providers.checks import within_sentence
        from kriptik_desktop.vault.model import Actor

        label = next((row.label for row in passport.fields if row.name == name), name)
        return await self._confirmed(
            translated(_REASON[purpose]).format(field=within_sentence(label), name=passport.name),
            lambda vault: vault.take(passport.credential_id, name, Actor("window"), purpose),
        )

    async def copy(self, passport: Passport, name: str) -> str:
        """Put a field's value on the clipboard for a while."""
        seconds = self.clipboard.copy(await self.take(passport, name, "copy"))
        return translated("Copied. It leaves the clipboard in {seconds} s.").format(seconds=round(seconds))

    async def check(self, passport: Passport) -> tuple[str, str]:
        """Ask the provider whether a credential works; return what it said, and the tone of that."""
        from kriptik_desktop.providers.wording import explain
        from kriptik_desktop.vault.model import Actor

        result = await self.services.acquisition.health.check(passport.credential_id, Actor("window"))
        words = explain(self.services.catalogue.get(passport.integration_id), result)
        return words, _TONES.get(result.outcome, "warning")

    async def use_version(self, passport: Passport, version: int) -> str:
        """Bring an older version's values back, as a new version."""
        from kriptik_desktop.vault.model import Actor

        await self._confirmed(
            translated("This brings back version {number} of {name}.").format(number=version, name=passport.name),
            lambda vault: vault.restore_version(passport.credential_id, version, Actor("window")),
        )
        return translated("Version {number} is used again, as a new version.").format(number=version)

    async def link(self, passport: Passport, project_id: str) -> None:
        """Let a project use a credential; what waited for it goes on."""
        from kriptik_desktop.vault.model import Actor

        await self.services.vault.link(passport.credential_id, project_id, Actor("window"))
        await self.services.acquisition.reconcile()

    async def unlink(self, passport: Passport, project_id: str) -> None:
        """Take a credential away from a project; its next build waits for another."""
        from kriptik_desktop.vault.model import Actor

        await self.services.vault.unlink(passport.credential_id, project_id, Actor("window"))

    async def _confirmed(self, reason: str, work: Callable[[Vault], Awaitable[T]]) -> T:
        return await self.proof.run(reason, lambda: work(self.services.vault))
