"""How results look on a terminal; with ``--json`` they are printed as they are."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from typing import Any

from kriptik_desktop.cli import credential_printing, refining, vault_printing
from kriptik_desktop.core.errors import KriptikError

_PLACES = 6
"""Places that are printed of each finding; ``--json`` has them all."""


def print_result(command: str, result: Any, as_json: bool) -> None:
    """Print what a command returned."""
    if as_json:
        print(json.dumps(result, indent=2, ensure_ascii=False))
    else:
        _FORMS.get(command, _plain)(result)


def print_error(error: KriptikError, as_json: bool) -> None:
    """Print why a command was refused or failed."""
    if as_json:
        print(json.dumps({"error": {"code": error.code, "message": error.message, "hint": error.hint}}, indent=2))
    else:
        print(f"kriptik: {error}", file=sys.stderr)


def print_progress(step: Mapping[str, Any]) -> None:
    """Print one step of what is under way, on standard error."""
    if "note" in step:
        print(f"note: {step['note']}", file=sys.stderr)
    else:
        reason = f" - {step['reason']}" if step.get("reason") else ""
        print(f"{step['state']:>8}  {step['title']}{reason}", file=sys.stderr)


def _plain(result: Any) -> None:
    print(json.dumps(result, indent=2, ensure_ascii=False))


def _project(result: Mapping[str, Any]) -> None:
    print(f"{result['name']}  {result['id']}\n  folder {result['folder']}\n  mode   {result['mode']}")
    for entry in result["stack"]:
        print(f"  {entry['id']:<14} {entry['category']:<12} {entry['reason']}")
    for choice in result.get("choices", []):
        options = ", ".join(choice["options"])
        print(f"  choose {choice['category']}: {options}  ({choice['reason']})")
        print(f"    kriptik stack '{result['name']}' --add ID")


def _projects(result: list[Mapping[str, Any]]) -> None:
    for project in result:
        print(f"{project['id']}  {project['name']:<24} {project['build'] or 'never built':<20} {project['folder']}")
    if not result:
        print("No projects yet. Make one: kriptik project new NAME --prompt TEXT")


def _analysis(result: Mapping[str, Any]) -> None:
    for found in result["detectedDependencies"]:
        print(f"{found['id']:<14} {found['category']:<12} {found['confidence']:.2f}  {found['reason']}")
    for choice in result["choices"]:
        print(f"choose {choice['category']}: {', '.join(choice['options'])}  ({choice['reason']})")
    for ruled in result["ruledOut"]:
        print(f"ruled out {ruled.get('id') or ruled.get('category')}: {ruled['reason']}")
    if not any((result["detectedDependencies"], result["choices"], result["ruledOut"])):
        print("The description names no service that KripTik knows.")
    if "refinement" in result:
        print(refining.told(result["refinement"]))


def _code(result: Mapping[str, Any]) -> None:
    for found in result["requiredCredentials"]:
        print(f"{found['integrationId']:<14} {found['urgency']:<9} {found['reason']}")
        _code_places(found["places"])
    for choice in result["choices"]:
        print(f"choose one of {', '.join(choice['options'])}: {choice['reason']}")
        _code_places(choice["places"])
    if not result["requiredCredentials"] and not result["choices"]:
        print("The code asks for no credential that KripTik knows.")
    print(f"{result['files']} files seen, {result['skipped']} left out")
    for note in result["notes"]:
        print(f"  {note}")


def _code_places(places: list[Mapping[str, Any]]) -> None:
    for place in places[:_PLACES]:
        print(f"    {place['file']}:{place['line']}  {place['text']}")
    if len(places) > _PLACES:
        print(f"    and {len(places) - _PLACES} more")


def _build(result: Mapping[str, Any]) -> None:
    print(f"build {result['id']}: {result['status'].replace('_', ' ')}")
    for task in result["tasks"]:
        reason = f" - {task['reason']}" if task["reason"] else ""
        print(f"  {task['phase']}  {task['state']:<9} {task['title']}{reason}")
    if result["waiting_for"]:
        print(f"waiting for: {', '.join(result['waiting_for'])}\n  kriptik credentials set PROJECT ID")
    if result["error"]:
        print(f"why: {result['error']}")


def _builds(result: list[Mapping[str, Any]]) -> None:
    for build in result:
        print(f"{build['id']}  {build['status']:<20} phase {build['phase']}  project {build['project']}")


def _saved(result: Mapping[str, Any]) -> None:
    info = result["credential"]
    print(f"saved {info['integration']} ({info['mode']}, {info['account']}): {info['status']}")
    for text in (result["message"], *result["warnings"]):
        if text:
            print(f"  {text}")
    if result.get("build"):
        _build(result["build"])


def _env_written(result: Mapping[str, Any]) -> None:
    print(f"{result['path']}: {len(result['added'])} added, {len(result['changed'])} changed")
    for warning in result["warnings"]:
        print(f"  {warning}")
    for missing in result["missing"]:
        print(f"  no credential for {missing} yet")


def _env_checked(result: Mapping[str, Any]) -> None:
    for finding in result["findings"]:
        print(f"{finding['level']}: {finding['message']}")
    if not result["findings"]:
        print(".env is complete.")


def _doctor(result: list[Mapping[str, Any]]) -> None:
    for line in result:
        print(f"{line['verdict']:<8} {line['what']}: {line['found']}")


_FORMS: Mapping[str, Callable[[Any], None]] = {
    "analyze": _analysis,
    "analyze.code": _code,
    "project.new": _project,
    "project.open": _project,
    "project.remove": _project,
    "project.list": _projects,
    "stack": _project,
    "credentials.set": _saved,
    "build.start": _build,
    "build.status": _build,
    "build.resume": _build,
    "build.cancel": _build,
    "build.list": _builds,
    "env.write": _env_written,
    "env.check": _env_checked,
    "doctor": _doctor,
    **credential_printing.FORMS,
    **vault_printing.FORMS,
}
