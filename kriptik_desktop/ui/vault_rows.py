"""What the list of the vault screen shows: credentials without their secrets, as words, and which of them are meant.

Everything is made from one reading of the vault, so that a list, its filters and its health always speak of the same.
A few rows are made at a time, with the loop's other work in between: on another thread they would keep the window
waiting for Python's lock, at every role of every line it draws.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kriptik_desktop.ui.credential_standing import STATES, Health, health_of, state_of, state_text
from kriptik_desktop.ui.dates import date_words
from kriptik_desktop.ui.wording import span, translated

if TYPE_CHECKING:
    from kriptik_desktop.acquisition.health_model import LastCheck
    from kriptik_desktop.projects.model import Project
    from kriptik_desktop.providers.catalogue import Catalogue
    from kriptik_desktop.services import Services
    from kriptik_desktop.vault.model import CredentialInfo

MODE: Mapping[str, str] = {"test": "Test", "live": "Live", "none": ""}
ANY_PROJECT = "app"
_MINUTE_MS = 60_000
_DAY_MS = 86_400_000
_WEEKS_MS = 30 * _DAY_MS
"""Up to which age a moment is told as an age; older ones have a date."""
_SLICE = 100
"""Rows that are made at a time; two or three milliseconds (measured)."""

Option = dict[str, str]


@dataclass(frozen=True, slots=True)
class CredentialRow:
    """One credential in the list; ``projects`` are the ids of those it belongs to, ``words`` what a search looks in."""

    credential_id: str
    integration_id: str
    name: str
    brand: str
    account: str
    place: str
    mode: str
    mode_text: str
    status: str
    status_text: str
    used: str
    spoken: str
    projects: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Filters:
    """What is looked for; an empty text lets everything pass."""

    query: str = ""
    project: str = ""
    integration: str = ""
    mode: str = ""
    status: str = ""

    @property
    def narrow(self) -> bool:
        """Tell whether anything is kept out."""
        return self != Filters()


@dataclass(frozen=True, slots=True)
class VaultScreen:
    """Everything the list shows, and what its filters offer: ids with their names."""

    rows: tuple[CredentialRow, ...]
    health: Health
    projects: tuple[tuple[str, str], ...] = ()
    integrations: tuple[tuple[str, str], ...] = ()
    modes: tuple[tuple[str, str], ...] = ()
    states: tuple[tuple[str, str], ...] = ()


async def read_vault(services: Services) -> VaultScreen:
    """Read the list of credentials as it is now.

    Raises VaultIsLocked, VaultDamaged.
    """
    infos, checks = await services.vault.list(), await services.acquisition.health.checks()
    projects = {project.id: project for project in await services.projects.list()}
    now = services.clock.now_ms()
    rows: list[CredentialRow] = []
    for start in range(0, len(infos), _SLICE):
        rows += (
            _row(services.catalogue, info, projects, checks.get(info.id), now) for info in infos[start : start + _SLICE]
        )
        await asyncio.sleep(0)
    rows.sort(key=_order)
    await asyncio.sleep(0)
    used = {project for belongs in {row.projects for row in rows} for project in belongs}
    named = [(each, _place(each, projects)) for each in used]
    named.sort(key=lambda each: (each[0] == ANY_PROJECT, each[1].casefold()))
    return VaultScreen(
        rows=tuple(rows),
        health=health_of(row.status for row in rows),
        projects=tuple(named),
        integrations=tuple(providers_in(rows)),
        modes=tuple(modes_in(rows)),
        states=tuple(states_in(rows)),
    )


def name_of(catalogue: Catalogue, integration_id: str) -> tuple[str, str]:
    """Return name and icon of an integration; one that the catalogue does not know keeps its id."""
    if integration_id not in catalogue:
        return integration_id, integration_id
    provider = catalogue.get(integration_id)
    return provider.name, provider.icon


def account_text(account: str) -> str:
    """Return an account's label for a person, or nothing where nobody has named it yet."""
    return "" if account == "default" else account


def ago(at: int | None, now: int) -> str:
    """Return how long ago a moment was, or its date where that is many days; empty where there is none."""
    if at is None:
        return ""
    if now - at < _MINUTE_MS:
        return translated("just now")
    return translated("{span} ago").format(span=span(now - at)) if now - at < _WEEKS_MS else date_words(at)


def matching(rows: Sequence[CredentialRow], filters: Filters) -> tuple[CredentialRow, ...]:
    """Return the rows that pass every filter and hold every word of the query."""
    found = rows
    if filters.integration:
        found = [row for row in found if row.integration_id == filters.integration]
    if filters.mode:
        found = [row for row in found if row.mode == filters.mode]
    if filters.status:
        found = [row for row in found if row.status == filters.status]
    if filters.project:
        found = [row for row in found if filters.project in row.projects]
    for word in filters.query.casefold().split():
        found = [row for row in found if word in row.words]
    return tuple(found)


def options(every: str, pairs: Sequence[tuple[str, str]]) -> list[Option]:
    """Return what a filter offers: everything first, then what there is."""
    return [{"id": "", "name": every}, *({"id": each, "name": name} for each, name in pairs)]


def providers_in(rows: Sequence[CredentialRow]) -> list[tuple[str, str]]:
    """Return the integrations that have a credential, by name."""
    return sorted({(row.integration_id, row.name) for row in rows}, key=lambda each: each[1].casefold())


def modes_in(rows: Sequence[CredentialRow]) -> list[tuple[str, str]]:
    """Return the modes that some credential has."""
    found = {row.mode for row in rows}
    return [(mode, translated(name)) for mode, name in MODE.items() if name and mode in found]


def states_in(rows: Sequence[CredentialRow]) -> list[tuple[str, str]]:
    """Return the states that some credential is in."""
    found = {row.status for row in rows}
    return [(status, translated(name)) for status, name in STATES.items() if status in found]


def _order(row: CredentialRow) -> tuple[str, str, str, str]:
    return row.name.casefold(), row.mode, row.account.casefold(), row.credential_id


def _place(scope: str, projects: Mapping[str, Project]) -> str:
    if scope == ANY_PROJECT:
        return translated("Any project")
    project = projects.get(scope)
    return project.name if project else translated("A project that was removed")


def place_text(info: CredentialInfo, projects: Mapping[str, Project]) -> str:
    """Return where a credential belongs: its own project, or the ones that an app-wide one is linked to."""
    linked = [projects[each].name for each in info.linked_projects if each in projects]
    if info.overview.scope != ANY_PROJECT or not linked:
        return _place(info.overview.scope, projects)
    more = translated(" and {count} more").format(count=len(linked) - 1) if len(linked) > 1 else ""
    return linked[0] + more


def _row(
    catalogue: Catalogue, info: CredentialInfo, projects: Mapping[str, Project], last: LastCheck | None, now: int
) -> CredentialRow:
    overview = info.overview
    name, icon = name_of(catalogue, overview.integration)
    account, place = account_text(overview.account), place_text(info, projects)
    mode, state = translated(MODE[overview.mode]), state_of(catalogue, info, last, now)
    status = state_text(info, state, now)
    used = ago(overview.used_at, now)
    ids = (overview.scope, *info.linked_projects)
    named = [projects[each].name for each in ids if each in projects]
    said = [name, account, mode, place, status]
    return CredentialRow(
        credential_id=info.id,
        integration_id=overview.integration,
        name=name,
        brand=icon,
        account=account,
        place=place,
        mode=overview.mode,
        mode_text=mode,
        status=state,
        status_text=status,
        used=translated("Used {when}").format(when=used) if used else translated("Not used yet"),
        spoken=", ".join(filter(None, said)),
        projects=ids,
        words=" ".join([*said, overview.integration, *named]).casefold(),
    )
