"""Which stored credentials need the person: refused, expired, about to expire, or never checked.

Without Qt and without values, so that the home screen can show what is wrong with a key and never the key.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kriptik_desktop.ui.credential_standing import state_of, state_text
from kriptik_desktop.ui.vault_rows import account_text, ago, name_of, place_text
from kriptik_desktop.ui.wording import span, translated

if TYPE_CHECKING:
    from kriptik_desktop.acquisition.health_model import LastCheck
    from kriptik_desktop.services import Services
    from kriptik_desktop.vault.model import CredentialInfo

_URGENCY = ("expired", "invalid", "expiring", "unverified")
"""What is shown, the most urgent first."""


@dataclass(frozen=True, slots=True)
class AilingRow:
    """One credential that needs the person; ``mend`` is ``replace`` or ``check``."""

    credential_id: str
    name: str
    icon: str
    account: str
    place: str
    status: str
    status_text: str
    reason: str
    mend: str


async def read_ailing(services: Services) -> tuple[AilingRow, ...]:
    """Read the credentials that need the person, the most urgent first.

    Raises VaultIsLocked, VaultDamaged.
    """
    infos, checks = await services.vault.list(), await services.acquisition.health.checks()
    projects = {project.id: project for project in await services.projects.list()}
    now = services.clock.now_ms()
    found = []
    for info in infos:
        last = checks.get(info.id)
        state = state_of(services.catalogue, info, last, now)
        if state in _URGENCY:
            name, icon = name_of(services.catalogue, info.overview.integration)
            row = AilingRow(
                credential_id=info.id,
                name=name,
                icon=icon,
                account=account_text(info.overview.account),
                place=place_text(info, projects),
                status=state,
                status_text=state_text(info, state, now),
                reason=_reason(name, info, state, last, now),
                mend="check" if state == "unverified" else "replace",
            )
            found.append(row)
    return tuple(sorted(found, key=lambda row: (_URGENCY.index(row.status), row.name.casefold(), row.credential_id)))


def _reason(name: str, info: CredentialInfo, state: str, last: LastCheck | None, now: int) -> str:
    ends = info.overview.expires_at
    if state == "expired":
        when = ago(ends, now) if ends is not None and ends <= now else ""
        return translated("It expired {when}.").format(when=when) if when else translated("It is no longer accepted.")
    if state == "expiring" and ends is not None:
        words = translated("It works for {span} more. Replace it before builds stop.")
        return words.format(span=span(ends - now))
    if state == "unverified":
        return translated("It was saved while {name} could not be asked.").format(name=name)
    if last is not None and last.message and last.outcome == "invalid":
        return translated('{name} said: "{words}".').format(name=name, words=last.message.rstrip("."))
    return translated("{name} no longer accepts it.").format(name=name)
