"""Commands about credentials: which there are, giving one, asking its provider."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kriptik_desktop.acquisition.health_model import STANDINGS, standing
from kriptik_desktop.acquisition.model import SaveResult
from kriptik_desktop.control import errors
from kriptik_desktop.control.commands.build import follow_waiting
from kriptik_desktop.control.commands.params import Params
from kriptik_desktop.control.commands.pasting import sorted_paste, told
from kriptik_desktop.control.commands.unlocking import CLI, require_unlocked
from kriptik_desktop.control.server import Progress
from kriptik_desktop.core.errors import Conflict, NotFound, Refused
from kriptik_desktop.providers.model import Provider
from kriptik_desktop.services import Services
from kriptik_desktop.vault.model import MODES, CredentialInfo


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
        "used_at": overview.used_at,
        "created_at": info.created_at,
        "updated_at": info.updated_at,
        "scopes": list(overview.scopes),
        "linked": list(info.linked_projects),
    }


async def _list(services: Services, params: Params, progress: Progress) -> Any:
    await require_unlocked(services, params)
    wanted, mode, status = params.maybe("project"), one_of(params, "mode", MODES), one_of(params, "status", STANDINGS)
    scope = (await services.projects.get(wanted)).id if wanted else None
    integration = params.maybe("integration")
    integration = services.catalogue.get(integration).id if integration else None
    checks, now = await services.acquisition.health.checks(), services.clock.now_ms()
    found = [
        {**described(info), "status": standing(info.overview, now, checks.get(info.id))}
        for info in await services.vault.list(integration=integration)
        if (scope is None or scope in (info.overview.scope, *info.linked_projects))
        and mode in (None, info.overview.mode)
        and status in (None, standing(info.overview, now, checks.get(info.id)))
    ]
    open_requests = await services.acquisition.open_requests(scope)
    return {
        "credentials": found,
        "requests": [
            {"id": r.id, "project": r.project_id, "integration": r.integration_id, "mode": r.mode, "reason": r.reason}
            for r in open_requests
            if integration in (None, r.integration_id)
        ],
        "filtered": any((wanted, integration, mode, status)),
    }


def one_of(params: Params, name: str, known: tuple[str, ...]) -> str | None:
    """Return a parameter that must be one of the known words, or None where it was not given.

    Raises InvalidInput for another word.
    """
    value = params.maybe(name)
    if value is not None and value not in known:
        raise errors.parameter_wrong(name, f"one of {', '.join(known)}")
    return value


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
    text = params.secret("pasted")
    pasted = None if text is None else sorted_paste(services, provider, text, project.mode, progress)
    result = await services.acquisition.save(
        project.id,
        provider.id,
        params.secrets("values") if pasted is None else pasted.values,
        mode=project.mode,
        account=params.maybe("account"),
        unverified_ok=params.flag("unverified"),
        odd_ok=params.flag("anyway"),
        actor=CLI,
    )
    answer = {**_saved(provider, result), "pasted": None if pasted is None else told(provider, pasted)}
    if params.flag("follow"):
        answer["build"] = await follow_waiting(services, progress)
    return answer


def _saved(provider: Provider, result: SaveResult) -> dict[str, Any]:
    if result.needs_confirmation:
        raise Conflict("credential_odd", result.message, "If it is meant so, save it with --anyway.")
    if result.needs_choice:
        raise Conflict("could_not_check", result.message, "Or save it without a check with --unverified.")
    if not result.stored or result.credential is None:
        message = f"{provider.name}: {result.message}"
        raise Refused("credential_refused", message, "Correct the values and give them again.")
    return {
        "credential": described(result.credential),
        "outcome": result.probe.outcome,
        "message": result.message,
        "warnings": [finding.message for finding in result.findings],
    }


async def find(services: Services, params: Params) -> CredentialInfo:
    """Return the credential that a command names.

    Raises NotFound.
    """
    wanted = params.text("credential")
    for info in await services.vault.list():
        if info.id == wanted:
            return info
    raise NotFound(
        "no_such_credential", f"There is no credential '{wanted}'.", "'kriptik credentials list' shows them."
    )


async def _check(services: Services, params: Params, progress: Progress) -> Any:
    await require_unlocked(services, params)
    if params.maybe("credential") is None:
        return await _check_all(services, params, progress)
    info = await find(services, params)
    result = await services.acquisition.health.check(info.id, CLI)
    return {"outcome": result.outcome, "message": result.message, "account": result.account, "mode": result.mode}


async def _check_all(services: Services, params: Params, progress: Progress) -> Any:
    wanted = params.maybe("project")
    scope = (await services.projects.get(wanted)).id if wanted else None
    found = await services.vault.list()
    ids = [info.id for info in found if scope is None or scope in (info.overview.scope, *info.linked_projects)]
    checked = await services.acquisition.health.check_all(
        CLI, ids, lambda done, all_: progress({"note": f"{done} of {all_} checked"})
    )
    return {
        "checked": [
            {
                "id": each.credential_id,
                "integration": each.integration_id,
                "account": each.account,
                "outcome": each.outcome,
                "message": each.message,
            }
            for each in checked
        ]
    }


COMMANDS: Mapping[str, Any] = {
    "credentials.list": _list,
    "credentials.fields": _fields,
    "credentials.set": _set,
    "credentials.check": _check,
}
