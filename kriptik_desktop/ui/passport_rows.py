"""The passport of one credential: everything that is known of it but its values, as words and rows.

Its fields are shown masked; a value itself is never part of a row, so that no list, comparison or traceback holds one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kriptik_desktop.ui.credential_standing import state_of, state_text
from kriptik_desktop.ui.dates import moment_words
from kriptik_desktop.ui.vault_rows import (
    ANY_PROJECT,
    MODE,
    account_text,
    ago,
    name_of,
    place_text,
)
from kriptik_desktop.ui.wording import BUILD_STATUS, span, translated

if TYPE_CHECKING:
    from kriptik_desktop.builds.model import Build
    from kriptik_desktop.projects.model import Project
    from kriptik_desktop.services import Services
    from kriptik_desktop.vault.model import CredentialInfo, MaskedField, VersionInfo

SOURCE: Mapping[str, str] = {
    "person": "",
    "provisioned": "Set up at the provider",
    "generated": "Drawn by KripTik",
}


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One value, masked; ``shown`` says that the person asked to see it, and the view then asks for it by its name."""

    name: str
    label: str
    masked: str
    variables: str
    source: str
    shown: bool = False


@dataclass(frozen=True, slots=True)
class FactRow:
    """One thing that is known of a credential; ``exact`` is the same to the minute."""

    label: str
    value: str
    exact: str = ""


@dataclass(frozen=True, slots=True)
class UseRow:
    """One project and whether it is served by this credential; only a ``linked`` one can be unlinked."""

    project_id: str
    name: str
    text: str
    used: bool
    build_id: str
    build_status: str
    build_text: str
    linked: bool


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version of the values; ``changed`` names the fields that differ from the one before."""

    version: int
    title: str
    when: str
    changed: str
    current: bool


@dataclass(frozen=True, slots=True)
class Passport:
    """Everything the passport shows."""

    credential_id: str
    integration_id: str
    name: str
    icon: str
    account: str
    place: str
    mode: str
    mode_text: str
    status: str
    status_text: str
    known: bool
    """Whether the catalogue has this provider, so that it can be asked and its form be shown."""
    fields: tuple[FieldRow, ...]
    facts: tuple[FactRow, ...]
    scopes: tuple[str, ...]
    uses: tuple[UseRow, ...]
    versions: tuple[VersionRow, ...]
    others: tuple[tuple[str, str], ...] = field(default=())
    """The projects it could be linked to: id and name."""

    @property
    def newest(self) -> int:
        """Return the number of the present version."""
        return self.versions[0].version if self.versions else 0


async def read_passport(services: Services, credential_id: str) -> Passport:
    """Read everything about one credential but its values.

    Raises CredentialNotFound, VaultIsLocked, VaultDamaged.
    """
    vault, now = services.vault, services.clock.now_ms()
    info = await vault.info(credential_id)
    masks, history = await vault.masks(credential_id), await vault.history(credential_id)
    projects = await services.projects.list()
    belongs = (info.overview.scope, *info.linked_projects)
    users = [each for each in projects if each.id in belongs]
    held = await vault.list(integration=info.overview.integration) if users else []
    by_id = {project.id: project for project in projects}
    builds: dict[str, Build] = {}
    for build in await services.builds.list():
        builds.setdefault(build.project_id, build)
    overview, labels = info.overview, labels_of(services, info)
    name, icon = name_of(services.catalogue, overview.integration)
    state = state_of(services.catalogue, info, (await services.acquisition.health.checks()).get(info.id), now)
    return Passport(
        credential_id=info.id,
        integration_id=overview.integration,
        name=name,
        icon=icon,
        account=account_text(overview.account),
        place=place_text(info, by_id),
        mode=overview.mode,
        mode_text=translated(MODE[overview.mode]),
        status=state,
        status_text=state_text(info, state, now),
        known=overview.integration in services.catalogue,
        fields=tuple(_field(services, info, each, labels) for each in masks),
        facts=_facts(info, by_id, now),
        scopes=overview.scopes,
        uses=tuple(_use(info, held, each, builds.get(each.id)) for each in users),
        versions=tuple(_version(each, labels, now) for each in history),
        others=tuple((each.id, each.name) for each in projects if each.id not in belongs),
    )


def labels_of(services: Services, info: CredentialInfo) -> dict[str, str]:
    """Return what a person calls each field of a credential."""
    labels = {name: name.replace("_", " ").capitalize() for name in info.field_names}
    if info.overview.integration in services.catalogue:
        labels |= {each.name: each.label for each in services.catalogue.get(info.overview.integration).fields}
    return labels


def _field(services: Services, info: CredentialInfo, mask: MaskedField, labels: Mapping[str, str]) -> FieldRow:
    known = None
    if info.overview.integration in services.catalogue:
        known = services.catalogue.get(info.overview.integration).field(mask.name)
    return FieldRow(
        name=mask.name,
        label=labels[mask.name],
        masked=mask.masked,
        variables=", ".join(known.env) if known else "",
        source=translated(SOURCE[mask.source]) if SOURCE[mask.source] else "",
    )


def _facts(info: CredentialInfo, projects: Mapping[str, Project], now: int) -> tuple[FactRow, ...]:
    overview = info.overview
    if overview.scope == ANY_PROJECT:
        belongs = translated("Any project that is linked to it")
    else:
        own = projects.get(overview.scope)
        belongs = own.name if own else translated("A project that was removed")
    return (
        FactRow(translated("Belongs to"), belongs),
        _moment(translated("Last checked"), overview.validated_at, now, translated("Never")),
        _moment(translated("Last used"), overview.used_at, now, translated("Never")),
        _expiry(overview.expires_at, now),
        _moment(translated("Created"), info.created_at, now, ""),
        _moment(translated("Changed"), info.updated_at, now, ""),
    )


def _moment(label: str, at: int | None, now: int, never: str) -> FactRow:
    return FactRow(label, never) if at is None else FactRow(label, ago(at, now), moment_words(at))


def _expiry(at: int | None, now: int) -> FactRow:
    label = translated("Expires")
    if at is None:
        return FactRow(label, translated("No date known"))
    words = translated("in {span}").format(span=span(at - now)) if at > now else ago(at, now)
    return FactRow(label, words, moment_words(at))


def _use(info: CredentialInfo, held: Sequence[CredentialInfo], project: Project, build: Build | None) -> UseRow:
    from kriptik_desktop.builds.gate import serving

    chosen = serving(held, info.overview.integration, project)
    used = chosen is not None and chosen.id == info.id and info.overview.integration in project.integrations
    return UseRow(
        project_id=project.id,
        name=project.name,
        text=_why(info, project, chosen, used=used),
        used=used,
        build_id=build.id if build else "",
        build_status=build.status if build else "none",
        build_text=translated(BUILD_STATUS[build.status]) if build else translated("Not built yet"),
        linked=project.id in info.linked_projects,
    )


def _why(info: CredentialInfo, project: Project, chosen: CredentialInfo | None, *, used: bool) -> str:
    overview = info.overview
    if used:
        return translated("Its builds use this credential")
    if overview.integration not in project.integrations:
        return translated("Its stack does not have this service")
    if overview.mode not in (project.mode, "none"):
        mode = translated(MODE[project.mode]).casefold()
        return translated("Not used: the project is in {mode} mode").format(mode=mode)
    if chosen is not None and chosen.id != info.id:
        account = account_text(chosen.overview.account) or translated("changed more lately")
        return translated("Not used: another credential serves it ({account})").format(account=account)
    return translated("Not used as long as it is {status}").format(status=translated("expired or not accepted"))


def _version(each: VersionInfo, labels: Mapping[str, str], now: int) -> VersionRow:
    names = ", ".join(labels.get(name, name) for name in each.changed)
    words = translated("As first saved") if each.version == 1 else translated("{fields} changed").format(fields=names)
    title = translated("Version {number}").format(number=each.version)
    return VersionRow(each.version, title, ago(each.created_at, now), words if names else "", each.current)
