"""Commands about credentials; values come in, never out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kriptik_desktop.control.commands.build import follow_waiting
from kriptik_desktop.control.commands.params import Params
from kriptik_desktop.control.commands.unlocking import require_unlocked
from kriptik_desktop.control.server import Progress
from kriptik_desktop.core.errors import Conflict, NotFound, Refused
from kriptik_desktop.services import Services
from kriptik_desktop.vault.model import Actor, CredentialInfo

_CLI = Actor("cli")


def described(info: CredentialInfo) -> dict[str, Any]:
    """Return the JSON form of a credential: everything but its values."""
    overview = info.overview
    return {
        "id": info.id,
        "scope": overview.scope,
        "integration": overview.integration,
        "mode": overview.mode,
        "account": overview.account,
        "status": overview.status,
        "fields": list(info.field_names),
        "version": info.version,
        "expires_at": overview.expires_at,
        "validated_at": overview.validated_at,
    }


async def _list(services: Services, params: Params, progress: Progress) -> Any:
    await require_unlocked(services, params)
    wanted = params.maybe("project")
    scope = (await services.projects.get(wanted)).id if wanted else None
    credentials = [described(info) for info in await services.vault.list(scope=scope)]
    open_requests = await services.acquisition.open_requests(scope)
    return {
        "credentials": credentials,
        "requests": [
            {"id": r.id, "project": r.project_id, "integration": r.integration_id, "mode": r.mode, "reason": r.reason}
            for r in open_requests
        ],
    }


async def _fields(services: Services, params: Params, progress: Progress) -> Any:
    provider = services.catalogue.get(params.text("integration"))
    return [
        {"name": f.name, "label": f.label, "secret": f.secret, "required": f.required, "help": f.help}
        for f in provider.form_fields
    ]


async def _set(services: Services, params: Params, progress: Progress) -> Any:
    project = await services.projects.get(params.text("project"))
    provider = services.catalogue.get(params.text("integration"))
    await require_unlocked(services, params)
    result = await services.acquisition.save(
        project.id,
        provider.id,
        params.secrets("values"),
        mode=project.mode,
        account=params.maybe("account"),
        unverified_ok=params.flag("unverified"),
        actor=_CLI,
    )
    if result.needs_choice:
        raise Conflict("could_not_check", result.message, "Or save it without a check with --unverified.")
    if not result.stored or result.credential is None:
        raise Refused("credential_refused", f"{provider.name}: {result.message}", "Nothing was saved.")
    answer: dict[str, Any] = {
        "credential": described(result.credential),
        "outcome": result.probe.outcome,
        "message": result.message,
    }
    answer["warnings"] = [finding.message for finding in result.findings]
    if params.flag("follow"):
        answer["build"] = await follow_waiting(services, progress)
    return answer


async def _find(services: Services, params: Params) -> CredentialInfo:
    wanted = params.text("credential")
    for info in await services.vault.list():
        if info.id == wanted:
            return info
    raise NotFound(
        "no_such_credential", f"There is no credential '{wanted}'.", "'kriptik credentials list' shows them."
    )


async def _check(services: Services, params: Params, progress: Progress) -> Any:
    await require_unlocked(services, params)
    info = await _find(services, params)
    result = await services.acquisition.recheck(info.id, actor=_CLI)
    return {"outcome": result.outcome, "message": result.message, "account": result.account, "mode": result.mode}


async def _remove(services: Services, params: Params, progress: Progress) -> Any:
    await require_unlocked(services, params)
    info = await _find(services, params)
    await services.vault.remove(info.id, _CLI)
    return described(info)


COMMANDS: Mapping[str, Any] = {
    "credentials.list": _list,
    "credentials.fields": _fields,
    "credentials.set": _set,
    "credentials.check": _check,
    "credentials.remove": _remove,
}
