"""From typed values to a stored credential: checked here, checked at the provider, then one version in the vault.

Nothing reaches the vault before the provider has answered, because a stored key that does not work makes a build fail
later and far from the cause.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from kriptik_desktop.acquisition.errors import NothingToEnter, UnknownField
from kriptik_desktop.acquisition.model import Progress, SaveResult
from kriptik_desktop.core.clock import Clock
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.providers.checks import Finding, check_mode, check_values, clean
from kriptik_desktop.providers.model import Mode, Provider
from kriptik_desktop.providers.probe import Prober
from kriptik_desktop.providers.probe_result import ProbeResult
from kriptik_desktop.providers.recognition import Recogniser
from kriptik_desktop.providers.wording import explain
from kriptik_desktop.vault.credential_errors import AccountTaken
from kriptik_desktop.vault.model import (
    DEFAULT_ACCOUNT,
    Actor,
    Credential,
    CredentialDraft,
    CredentialInfo,
    FieldValue,
    Overview,
)
from kriptik_desktop.vault.service import Vault

_NOTHING_SAVED = "Nothing was saved."


class CredentialSaver:
    """Saves what a person typed for one project."""

    def __init__(
        self,
        vault: Vault,
        prober: Prober,
        clock: Clock,
        draw: Callable[[], str],
        recogniser: Recogniser | None = None,
    ) -> None:
        self._vault, self._prober, self._clock, self._draw = vault, prober, clock, draw
        self._recogniser = recogniser

    async def save(
        self,
        project_id: str,
        provider: Provider,
        values: Mapping[str, Secret],
        *,
        mode: Mode,
        account: str | None,
        unverified_ok: bool,
        odd_ok: bool,
        tell: Callable[[Progress], None],
        actor: Actor,
    ) -> SaveResult:
        """Check and store; see :meth:`AcquisitionService.save`."""
        typed = _typed(provider, values)
        await self._vault.list(scope=project_id, integration=provider.id)
        findings = (*check_values(provider, typed, self._recogniser), *check_mode(provider, typed, mode))
        if any(each.level == "refuse" for each in findings):
            return _refused(findings)
        if not odd_ok and any(each.level == "confirm" for each in findings):
            return _odd(findings)
        tell(Progress("checking", can_stop=True))
        probe = await self._prober.probe(provider, typed, mode)
        wrong = probe.outcome in ("invalid", "wrong_environment")
        if wrong or not (probe.works or unverified_ok):
            text = f"{explain(provider, probe)} {_NOTHING_SAVED}"
            return SaveResult(None, probe, findings, stored=False, needs_choice=not wrong, message=text)
        tell(Progress("storing", can_stop=False))
        overview = self._overview(project_id, provider, mode, account, probe)
        fields = await self._fields(provider, typed, overview, actor)
        info = await self._vault.save(CredentialDraft(overview, fields), actor)
        return SaveResult(info, probe, findings, stored=True, needs_choice=False, message=_stored(provider, probe))

    async def recheck(self, provider: Provider, credential: Credential, actor: Actor) -> ProbeResult:
        """Ask the provider about a stored credential again and note what it said."""
        overview = credential.info.overview
        values = {each.name: each.value for each in credential.fields}
        probe = await self._prober.probe(provider, values, overview.mode)
        changes: dict[str, object] = {}
        if probe.works:
            learned = _learned(overview, probe)
            changes = {"status": "valid", "validated_at": self._clock.now_ms()}
            changes |= {"scopes": learned.scopes, "expires_at": learned.expires_at}
        elif probe.outcome in ("invalid", "wrong_environment"):
            changes = {"status": "expired" if probe.expired else "invalid"}
        if changes:
            await self._vault.update_overview(credential.info.id, changes, actor)
        if probe.works and probe.account and overview.account == DEFAULT_ACCOUNT:
            await self._name_account(credential.info.id, probe.account, actor)
        return probe

    async def _name_account(self, credential_id: str, account: str, actor: Actor) -> None:
        try:
            await self._vault.update_overview(credential_id, {"account": account}, actor)
        except AccountTaken:
            return  # two credentials of one account: the person sees both and decides which goes

    def _overview(
        self, project_id: str, provider: Provider, mode: Mode, account: str | None, probe: ProbeResult
    ) -> Overview:
        overview = Overview(
            scope=project_id,
            integration=provider.id,
            mode=provider.mode_for(mode),
            account=probe.account or (account or "").strip() or DEFAULT_ACCOUNT,
            validated_at=self._clock.now_ms() if probe.works else None,
            status="valid" if probe.works else "unverified",
        )
        return _learned(overview, probe)

    async def _fields(
        self, provider: Provider, typed: Mapping[str, Secret], overview: Overview, actor: Actor
    ) -> list[FieldValue]:
        kept = await self._kept(provider, overview, actor)
        fields = []
        for field in provider.fields:
            value = typed.get(field.name) or kept.get(field.name)
            if value is None and field.source == "generated":
                value = Secret(self._draw())
            if value is not None:
                fields.append(FieldValue(field.name, value, field.source))
        return fields

    async def _kept(self, provider: Provider, overview: Overview, actor: Actor) -> dict[str, Secret]:
        """Return what a person did not type and a new version must not lose: generated and provisioned values."""
        names = {each.name for each in provider.fields if each.source != "person"}
        found = await self._vault.list(scope=overview.scope, integration=provider.id) if names else []
        same = next((info for info in found if _same(info, overview)), None)
        if same is None or not names & set(same.field_names):
            return {}
        credential = await self._vault.read(same.id, actor)
        return {each.name: each.value for each in credential.fields if each.name in names}


def _typed(provider: Provider, values: Mapping[str, Secret]) -> dict[str, Secret]:
    if not provider.needs_credential:
        raise NothingToEnter(provider.name)
    known = tuple(each.name for each in provider.form_fields)
    unknown = next((name for name in values if name not in known), None)
    if unknown is not None:
        raise UnknownField(provider.name, unknown, known)
    address = provider.probe.base_field if provider.probe else ""
    texts = {name: clean(value.reveal()) for name, value in values.items()}
    return {name: Secret(text.rstrip("/") if name == address else text) for name, text in texts.items() if text}


def _learned(overview: Overview, probe: ProbeResult) -> Overview:
    return replace(
        overview,
        scopes=probe.scopes or overview.scopes,
        expires_at=probe.expires_at if probe.expires_at is not None else overview.expires_at,
    )


def _same(info: CredentialInfo, overview: Overview) -> bool:
    return info.overview.mode == overview.mode and info.overview.account == overview.account


def _refused(findings: tuple[Finding, ...]) -> SaveResult:
    said = " ".join(each.message for each in findings if each.level == "refuse")
    probe = ProbeResult("cannot_check", "The provider was not asked, because the values cannot be right as they are.")
    return SaveResult(None, probe, findings, stored=False, needs_choice=False, message=f"{said} {_NOTHING_SAVED}")


def _odd(findings: tuple[Finding, ...]) -> SaveResult:
    said = " ".join(each.message for each in findings if each.level == "confirm")
    probe = ProbeResult("cannot_check", "The provider was not asked yet, because something about the values is odd.")
    text = f"{said} Nothing was sent or saved yet."
    return SaveResult(None, probe, findings, stored=False, needs_choice=False, message=text, needs_confirmation=True)


def _stored(provider: Provider, probe: ProbeResult) -> str:
    if probe.works:
        return f"{explain(provider, probe)} The credential is saved."
    return (
        f"The credential is saved unchecked. {probe.message} It is checked when KripTik next reaches {provider.name}."
    )
