"""Compares what was found in a file with the vault: what is new, what changes, what is there already.

Nothing is written here. Stored values are compared inside the vault and never read out.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from kriptik_desktop.acquisition.importing.grouping import Group
from kriptik_desktop.acquisition.importing.model import TAKEN, ImportRow, Outcome, PreviewField
from kriptik_desktop.acquisition.pasting.names import exposure, is_public
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
    labels: dict[tuple[str, Mode], set[str]] = field(default_factory=lambda: defaultdict(set))
    """The account labels that drafts have taken, by integration and mode."""
    numbers: dict[str, int] = field(default_factory=lambda: defaultdict(lambda: 1))
    """The last number that was put behind a label to tell accounts apart."""
    titles: dict[bytes, str] = field(default_factory=dict)
    """The title of the draft that has these values, by a keyed hash of them."""


@dataclass(frozen=True, slots=True)
class _Present:
    """A stored credential that the row is about, and which of the row's values it has already."""

    info: CredentialInfo
    same: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Wish:
    """A group whose provider is known, as it would be stored."""

    group: Group
    provider: Provider
    overview: Overview
    given: Mapping[str, Secret]


class _Held:
    """What the vault holds of the providers in question, and which values of which row."""

    def __init__(self, held: Iterable[CredentialInfo], same: Mapping[str, Mapping[str, frozenset[str]]]) -> None:
        self._by_id = {each.id: each for each in held}
        self._by_account = {(*_sort(each.overview), each.overview.account): each for each in self._by_id.values()}
        self._same = same

    def present(self, wish: _Wish) -> _Present | None:
        """Return the one with that account label, else the one that has most of these values and a secret one."""
        if not wish.given:
            return None
        same = self._same[wish.group.key]
        named = self._by_account.get((*_sort(wish.overview), wish.overview.account))
        if named is not None:
            return _Present(named, same.get(named.id, frozenset()))
        secret = {each.name for each in wish.provider.fields if each.secret}
        alike = [
            _Present(self._by_id[id_], names)
            for id_, names in same.items()
            if names & secret and _sort(self._by_id[id_].overview) == _sort(wish.overview)
        ]
        return max(alike, key=lambda each: len(each.same), default=None)


class Planner:
    """Plans one import into one scope of the vault."""

    def __init__(self, vault: Vault, scope: str, mode: Mode) -> None:
        self._vault, self._scope, self._mode = vault, scope, mode
        self._key = os.urandom(32)

    async def plan(self, groups: Iterable[Group]) -> Plan:
        """Return what would become of each group.

        Raises VaultIsLocked.
        """
        listed = list(groups)
        wishes = await asyncio.to_thread(
            lambda: {each.key: self._wish(each, each.provider) for each in listed if each.provider is not None}
        )
        wanted = {each.provider.id for each in wishes.values()}
        held = [each for each in await self._vault.list(scope=self._scope) if each.overview.integration in wanted]
        same = await self._vault.same_values([each.id for each in held], [each.given for each in wishes.values()])
        return await asyncio.to_thread(self._planned, listed, wishes, _Held(held, dict(zip(wishes, same, strict=True))))

    def _planned(self, listed: Iterable[Group], wishes: Mapping[str, _Wish], held: _Held) -> Plan:
        plan = Plan()
        for group in listed:
            wish = wishes.get(group.key)
            if wish is None:
                plan.rows.append(_unknown(group))
            else:
                self._add(plan, wish, held.present(wish))
        return plan

    def _wish(self, group: Group, provider: Provider) -> _Wish:
        overview = Overview(
            scope=self._scope,
            integration=provider.id,
            mode=provider.mode_for(group.mode or self._mode),
            account=_label(group.account),
            expires_at=group.expires_at,
        )
        return _Wish(group, provider, overview, _cleaned(provider, group.given))

    def _add(self, plan: Plan, wish: _Wish, present: _Present | None) -> None:
        row = _row(wish)
        outcome, reason = _judge(wish.provider, wish.given, present)
        reason = " ".join(filter(None, (reason, *_exposed(wish))))
        if present is not None:
            row = replace(row, account=present.info.overview.account)
        if outcome in TAKEN:
            mark = self._mark(wish)
            twin = plan.titles.get(mark)
            if twin is not None:
                outcome, reason = "same", f"The file holds the same values as {twin} already."
            else:
                plan.titles[mark] = wish.group.title
                draft = _apart(plan, wish, _over(wish.overview, present))
                plan.drafts[row.key] = draft
                row = replace(row, account=draft.overview.account)
        plan.rows.append(replace(row, outcome=outcome, reason=reason))

    def _mark(self, wish: _Wish) -> bytes:
        hasher = hashlib.blake2b("\0".join(_sort(wish.overview)).encode(), key=self._key)
        for name, value in sorted(wish.given.items()):
            data = value.reveal().encode("utf-8", "surrogatepass")
            hasher.update(f"\0{name}\0{len(data)}\0".encode() + data)
        return hasher.digest()


def _exposed(wish: _Wish) -> Iterator[str]:
    """Yield what to say of each secret that the file holds under a name for the browser."""
    for each in wish.provider.fields:
        secret = wish.given.get(each.name) if each.secret else None
        for one in wish.group.fields:
            if secret is not None and is_public(one.name) and clean(one.value.reveal()) == secret.reveal():
                yield exposure(one.name, each)


def _sort(overview: Overview) -> tuple[str, Mode]:
    return overview.integration, overview.mode


def _unknown(group: Group) -> ImportRow:
    fields = tuple(PreviewField(each.name, "...") for each in group.fields)
    reason = group.reason or "No provider that KripTik knows was recognised."
    return ImportRow(group.key, group.title, None, "", group.account, "none", fields, group.left_out, "unknown", reason)


def _row(wish: _Wish) -> ImportRow:
    names = [each.name for each in wish.provider.fields if each.name in wish.given]
    return ImportRow(
        key=wish.group.key,
        title=wish.group.title,
        integration=wish.provider.id,
        integration_name=wish.provider.name,
        account=wish.overview.account,
        mode=wish.overview.mode,
        fields=tuple(PreviewField(name, wish.given[name].masked()) for name in names),
        left_out=wish.group.left_out,
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


def _apart(plan: Plan, wish: _Wish, overview: Overview) -> CredentialDraft:
    """Return the draft under an account label that no other row of this file has, so that both are kept."""
    taken, origin = plan.labels[_sort(overview)], wish.group.origin
    named = f"{overview.account} ({origin})" if origin else overview.account
    account = _label(overview.account if overview.account not in taken else named)
    while account in taken:
        plan.numbers[named] += 1
        account = _label(f"{named} {plan.numbers[named]}")
    taken.add(account)
    return CredentialDraft(replace(overview, account=account), _fields(wish.provider, wish.given))


def _label(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _ACCOUNT_LIMIT else line[-_ACCOUNT_LIMIT:]


def _cleaned(provider: Provider, given: Mapping[str, Secret]) -> dict[str, Secret]:
    address = provider.probe.base_field if provider.probe else ""
    texts = {name: clean(value.reveal()) for name, value in given.items()}
    return {name: Secret(text.rstrip("/") if name == address else text) for name, text in texts.items() if text}


def _fields(provider: Provider, given: Mapping[str, Secret]) -> tuple[FieldValue, ...]:
    return tuple(FieldValue(each.name, given[each.name], each.source) for each in provider.fields if each.name in given)
