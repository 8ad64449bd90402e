"""Compares what was found in a file with the vault: what is new, what changes, what is there already.

Nothing is written here. Stored values are compared inside the vault and never read out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from kriptik_desktop.acquisition.importing.grouping import Group
from kriptik_desktop.acquisition.importing.model import ImportRow, Outcome, PreviewField
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.providers.checks import Finding, check_required, check_values, clean
from kriptik_desktop.providers.model import Mode, Provider
from kriptik_desktop.vault.model import CredentialDraft, CredentialInfo, FieldValue, Overview
from kriptik_desktop.vault.service import Vault

_ACCOUNT_LIMIT = 200


@dataclass(slots=True)
class Plan:
    """The rows of a preview, with a draft for each that would be stored."""

    rows: list[ImportRow] = field(default_factory=list)
    drafts: dict[str, CredentialDraft] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Present:
    """A stored credential that the row is about, and which of the row's values it has already."""

    info: CredentialInfo
    same: frozenset[str]


class Planner:
    """Plans one import into one scope of the vault."""

    def __init__(self, vault: Vault, scope: str, mode: Mode) -> None:
        self._vault, self._scope, self._mode = vault, scope, mode

    async def plan(self, groups: Iterable[Group]) -> Plan:
        """Return what would become of each group.

        Raises VaultIsLocked.
        """
        plan = Plan()
        held = await self._vault.list(scope=self._scope)
        for group in groups:
            if group.provider is None:
                plan.rows.append(_unknown(group))
            else:
                await self._plan_known(plan, group, group.provider, held)
        return plan

    async def _plan_known(self, plan: Plan, group: Group, provider: Provider, held: list[CredentialInfo]) -> None:
        given = _cleaned(provider, group.given)
        overview = Overview(
            scope=self._scope,
            integration=provider.id,
            mode=provider.mode_for(group.mode or self._mode),
            account=_label(group.account),
            expires_at=group.expires_at,
        )
        row = _row(group, provider, overview, given)
        present = await self._present(held, overview, given, provider) if given else None
        outcome, reason = _judge(provider, given, present)
        if outcome in ("new", "changes"):
            draft = CredentialDraft(_over(overview, present), _fields(provider, given))
            outcome, reason = _among(plan, row, draft, outcome, reason)
            if outcome in ("new", "changes"):
                draft = _apart(plan, draft, group.origin)
                plan.drafts[row.key] = draft
                row = replace(row, account=draft.overview.account)
        elif present is not None:
            row = replace(row, account=present.info.overview.account)
        plan.rows.append(replace(row, outcome=outcome, reason=reason))

    async def _present(
        self, held: list[CredentialInfo], overview: Overview, given: Mapping[str, Secret], provider: Provider
    ) -> _Present | None:
        """Return the stored one with that account label, else one that has a secret value of these."""
        alike = [each for each in held if _alike(each.overview, overview)]
        for info in alike:
            if info.overview.account == overview.account:
                return _Present(info, await self._vault.same_values(info.id, given))
        secret = {each.name for each in provider.fields if each.secret}
        shared: _Present | None = None
        for info in alike:
            same = await self._vault.same_values(info.id, given)
            if same & secret and (shared is None or len(same) > len(shared.same)):
                shared = _Present(info, same)
        return shared


def _alike(stored: Overview, wanted: Overview) -> bool:
    return stored.integration == wanted.integration and stored.mode == wanted.mode


def _unknown(group: Group) -> ImportRow:
    fields = tuple(PreviewField(each.name, "...") for each in group.fields)
    reason = group.reason or "No provider that KripTik knows was recognised."
    return ImportRow(group.key, group.title, None, "", group.account, "none", fields, group.left_out, "unknown", reason)


def _row(group: Group, provider: Provider, overview: Overview, given: Mapping[str, Secret]) -> ImportRow:
    names = [each.name for each in provider.fields if each.name in given]
    fields = tuple(PreviewField(name, given[name].masked()) for name in names)
    return ImportRow(
        key=group.key,
        title=group.title,
        integration=provider.id,
        integration_name=provider.name,
        account=overview.account,
        mode=overview.mode,
        fields=fields,
        left_out=group.left_out,
        outcome="new",
        reason="",
    )


def _judge(provider: Provider, given: Mapping[str, Secret], present: _Present | None) -> tuple[Outcome, str]:
    if not given:
        return "unreadable", f"It speaks of {provider.name}, but none of its values is one of {provider.name}'s keys."
    if present is not None and present.same == given.keys():
        return "same", "The vault holds these values already."
    findings = _findings(provider, given, present)
    refused = [each.message for each in findings if each.level == "refuse"]
    if refused:
        return "unreadable", " ".join(dict.fromkeys(refused))
    said = [each.message for each in findings]
    if present is None:
        return "new", " ".join(said)
    stay = [name for name in present.info.field_names if name not in given]
    if stay:
        said.append(f"What the file lacks stays as it is: {', '.join(stay)}.")
    return "changes", " ".join(said)


def _findings(provider: Provider, given: Mapping[str, Secret], present: _Present | None) -> list[Finding]:
    missing = check_required(provider, given)
    stored = present.info.field_names if present else ()
    lacking = [
        replace(each, message=f"{each.message} It is neither in the file nor in the vault.")
        for each in missing
        if each.field not in stored
    ]
    return [*lacking, *(each for each in check_values(provider, given) if each not in missing)]


def _over(overview: Overview, present: _Present | None) -> Overview:
    return overview if present is None else replace(overview, account=present.info.overview.account)


def _among(plan: Plan, row: ImportRow, draft: CredentialDraft, outcome: Outcome, reason: str) -> tuple[Outcome, str]:
    twin = next((key for key, each in plan.drafts.items() if _same_draft(each, draft)), None)
    if twin is None:
        return outcome, reason
    title = next(each.title for each in plan.rows if each.key == twin)
    return "same", f"The file holds the same values as {title} already."


def _same_draft(one: CredentialDraft, other: CredentialDraft) -> bool:
    kind = (one.overview.integration, one.overview.mode) == (other.overview.integration, other.overview.mode)
    return kind and list(one.fields) == list(other.fields)


def _apart(plan: Plan, draft: CredentialDraft, origin: str) -> CredentialDraft:
    """Return the draft under an account label that no other row of this file has, so that both are kept."""
    wanted = draft.overview
    taken = {each.overview.account for each in plan.drafts.values() if _alike(each.overview, wanted)}
    if wanted.account not in taken:
        return draft
    named = f"{wanted.account} ({origin})" if origin else wanted.account
    labels = [named, *(f"{named} {number}" for number in range(2, len(taken) + 3))]
    account = next(label for label in map(_label, labels) if label not in taken)
    return CredentialDraft(replace(wanted, account=account), draft.fields)


def _label(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _ACCOUNT_LIMIT else line[-_ACCOUNT_LIMIT:]


def _cleaned(provider: Provider, given: Mapping[str, Secret]) -> dict[str, Secret]:
    address = provider.probe.base_field if provider.probe else ""
    texts = {name: clean(value.reveal()) for name, value in given.items()}
    return {name: Secret(text.rstrip("/") if name == address else text) for name, text in texts.items() if text}


def _fields(provider: Provider, given: Mapping[str, Secret]) -> tuple[FieldValue, ...]:
    return tuple(FieldValue(each.name, given[each.name], each.source) for each in provider.fields if each.name in given)
