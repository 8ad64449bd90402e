"""Commands that take credentials over from other programs and write them for other programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kriptik_desktop.control import errors
from kriptik_desktop.control.commands.credentials import one_of
from kriptik_desktop.control.commands.params import Params
from kriptik_desktop.control.commands.unlocking import CLI, as_person, require_unlocked
from kriptik_desktop.control.server import Progress
from kriptik_desktop.core.errors import InvalidInput, NotFound
from kriptik_desktop.services import Services
from kriptik_desktop.vault.model import APP_SCOPE, Mode

if TYPE_CHECKING:
    from kriptik_desktop.acquisition.importing.model import ImportPreview, ImportReport, ImportRow
    from kriptik_desktop.acquisition.importing.reading import LeftOut


async def _export(services: Services, params: Params, progress: Progress) -> Any:
    path, password = params.path("file"), params.secret("export_password")
    if password is None:
        raise errors.parameter_missing("export_password")
    wanted = params.maybe("project")
    project = await services.projects.get(wanted) if wanted else None
    await require_unlocked(services, params)
    ids = None
    if project is not None:
        held = await services.vault.list()
        ids = [each.id for each in held if project.id in (each.overview.scope, *each.linked_projects)]
    report = await as_person(services, params, lambda: services.exporter.to_kdbx(path, password, CLI, ids))
    left_out = [{"name": f"{each.title}: {each.name}", "reason": each.reason} for each in report.left_out]
    return {
        "path": str(report.path),
        "credentials": report.credentials,
        "versions": report.versions,
        "size": report.size,
        "left_out": left_out,
    }


async def _import(services: Services, params: Params, progress: Progress) -> Any:
    wanted = params.maybe("project")
    scope = (await services.projects.get(wanted)).id if wanted else APP_SCOPE
    mode = one_of(params, "mode", ("test", "live")) or "test"
    await require_unlocked(services, params)
    preview = await _look(services, params, scope, "live" if mode == "live" else "test")
    assigned, only = params.texts("assigned"), set(params.texts("only"))
    for key in (*assigned, *only):
        if preview.row(key) is None:
            known = ", ".join(row.key for row in preview.rows)
            raise NotFound(
                "no_such_entry", f"The file has no entry '{key}'. Nothing was imported.", f"It has: {known}."
            )
    if assigned:
        preview = await services.importer.assign(preview, assigned)
    shown = {**_previewed(preview, only), "written": False, "saved": 0}
    if not params.flag("yes"):
        return shown
    report = await services.importer.commit(preview, only or None, actor=CLI)
    return _committed(shown, report)


async def _look(services: Services, params: Params, scope: str, mode: Mode) -> ImportPreview:
    from kriptik_desktop.acquisition.importing.errors import ImportPasswordNeeded

    password = params.secret("import_password")
    try:
        return await services.importer.preview(params.path("file"), password=password, scope=scope, mode=mode)
    except ImportPasswordNeeded as needed:
        hint = "Give it with --import-password-fd, or the command on a terminal."
        raise InvalidInput(needed.code, needed.message, hint) from None


def _previewed(preview: ImportPreview, only: set[str]) -> dict[str, Any]:
    return {
        "format": preview.format,
        "rows": [_row(row) for row in preview.rows if not only or row.key in only],
        "left_out": _left_out(preview.left_out),
        "notes": list(preview.notes),
    }


def _row(row: ImportRow) -> dict[str, Any]:
    return {
        "key": row.key,
        "title": row.title,
        "integration": row.integration,
        "account": row.account,
        "mode": row.mode,
        "fields": {each.name: each.masked for each in row.fields},
        "left_out": _left_out(row.left_out),
        "outcome": row.outcome,
        "reason": row.reason,
    }


def _left_out(things: Sequence[LeftOut]) -> list[dict[str, str]]:
    return [{"name": each.name, "reason": each.reason} for each in things]


def _committed(shown: dict[str, Any], report: ImportReport) -> dict[str, Any]:
    ended = {row.key: row for row in report.rows}
    for row in shown["rows"]:
        done = ended[row["key"]]
        row.update(outcome=done.result, reason=done.reason, credential=done.credential.id if done.credential else None)
    return {**shown, "written": True, "saved": report.count("new") + report.count("changed")}


COMMANDS: Mapping[str, Any] = {"vault.export": _export, "vault.import": _import}
