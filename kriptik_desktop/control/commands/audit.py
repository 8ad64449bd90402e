"""The command that shows the audit log of the vault."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kriptik_desktop.control.commands.params import Params
from kriptik_desktop.control.commands.unlocking import require_unlocked
from kriptik_desktop.control.server import Progress
from kriptik_desktop.services import Services


async def _audit(services: Services, params: Params, progress: Progress) -> Any:
    await require_unlocked(services, params)
    wanted, limit = params.maybe("integration"), params.number("limit")
    provider = services.catalogue.get(wanted).id if wanted else None
    report = await services.vault.audit_report()
    entries = [each for each in report.entries if provider in (None, each.integration)]
    shown = entries[-limit:] if limit else entries
    return {
        "chain_verified": report.verified,
        "broken": report.broken,
        "rows": len(report.entries),
        "entries": [
            {
                "seq": each.seq,
                "at": each.at,
                "action": each.action,
                "origin": each.origin,
                "integration": each.integration,
                "credential": each.credential_id,
                "ip": each.ip,
                "details": dict(each.details),
            }
            for each in shown
        ],
    }


COMMANDS: Mapping[str, Any] = {"vault.audit": _audit}
