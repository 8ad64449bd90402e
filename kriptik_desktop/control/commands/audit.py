"""The command that shows the audit log of the vault: the same rows as its export, so that there is one form of them."""

from __future__ import annotations

import json
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
    log = json.loads(await services.vault.audit_json())
    rows = [row for row in log["rows"] if provider in (None, row["integration_id"])]
    return {**log, "rows": rows[-limit:] if limit else rows}


COMMANDS: Mapping[str, Any] = {"vault.audit": _audit}
