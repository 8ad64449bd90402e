"""What is lost when a credential is deleted, said before it is: projects and builds, made values, history.

The projects are the ones the command line names too; what stays, the key at its provider, is said as plainly.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kriptik_desktop.ui.passport_rows import labels_of
from kriptik_desktop.ui.vault_rows import account_text, name_of
from kriptik_desktop.ui.wording import BUILD_STATUS, translated

if TYPE_CHECKING:
    from kriptik_desktop.builds.dependents import Dependent
    from kriptik_desktop.services import Services
    from kriptik_desktop.vault.model import CredentialInfo


@dataclass(frozen=True, slots=True)
class LossRow:
    """One thing that deleting changes; the tone is that of its sign."""

    title: str
    text: str
    glyph: str
    tone: str


@dataclass(frozen=True, slots=True)
class Removal:
    """Everything the deletion's sheet says."""

    credential_id: str
    integration_id: str
    name: str
    icon: str
    label: str
    losses: tuple[LossRow, ...]
    remains: str
    dashboard_url: str


async def read_removal(services: Services, credential_id: str) -> Removal:
    """Read what deleting a credential would break.

    Raises CredentialNotFound, VaultIsLocked, VaultDamaged.
    """
    from kriptik_desktop.builds.dependents import dependents
    from kriptik_desktop.vault.credential_errors import CredentialNotFound

    held = await services.vault.list()
    info = next((each for each in held if each.id == credential_id), None)
    if info is None:
        raise CredentialNotFound(credential_id)
    integration = info.overview.integration
    same = [each for each in held if each.overview.integration == integration]
    using = await dependents(info, same, services.projects, services.builds)
    masks = await services.vault.masks(credential_id)
    made = tuple(each.name for each in masks if each.source != "person")
    name, icon = name_of(services.catalogue, integration)
    known = services.catalogue.get(integration) if integration in services.catalogue else None
    remains = translated(
        "At {name} the key stays valid. Whoever has a copy can go on using it until you revoke it there."
    )
    return Removal(
        credential_id=credential_id,
        integration_id=integration,
        name=name,
        icon=icon,
        label=", ".join(filter(None, (name, account_text(info.overview.account)))),
        losses=(
            *(_project(each, name) for each in using),
            *([_unused()] if not using else []),
            *_made(services, info, made),
            *_history(info),
        ),
        remains=remains.format(name=name),
        dashboard_url=known.dashboard_url if known else "",
    )


def _unused() -> LossRow:
    text = translated("No project is served by it now.")
    return LossRow(translated("Nothing stops working"), text, "check", "neutral")


def _project(each: Dependent, name: str) -> LossRow:
    title = each.project.name
    if each.instead is not None:
        account = account_text(each.instead.overview.account) or translated("without an account's name")
        text = translated("Its next build uses another credential of {name}: {account}.")
        return LossRow(title, text.format(name=name, account=account), "arrow", "neutral")
    if each.build is not None:
        status = translated(BUILD_STATUS[each.build.status]).casefold()
        text = translated("Its build is under way ({status}) and will wait for new credentials of {name}.")
        return LossRow(title, text.format(status=status, name=name), "alert", "error")
    text = translated("Its next build waits for new credentials of {name}. Its .env keeps what was written there.")
    return LossRow(title, text.format(name=name), "alert", "warning")


def _made(services: Services, info: CredentialInfo, names: tuple[str, ...]) -> list[LossRow]:
    """Say which values no dashboard gives back."""
    labels = labels_of(services, info)
    text = translated("It was not typed by you. It goes too, and a new one must be made where it is used.")
    return [LossRow(labels[name], text, "alert", "warning") for name in names]


def _history(info: CredentialInfo) -> list[LossRow]:
    if info.version < 2:
        return []
    text = translated("Every older version goes with it; none can be used again.")
    return [LossRow(translated("Its history"), text, "history", "neutral")]
