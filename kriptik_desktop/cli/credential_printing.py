"""How results about credentials look on a terminal; only ``reveal`` prints a value, and nothing beside it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import Any, Final

from kriptik_desktop.cli.vault_printing import moment

Result = Mapping[str, Any]


def _line(info: Result) -> str:
    return f"{info['id']}  {info['integration']:<14} {info['mode']:<5} {info['account']:<20} {info['status']}"


def _list(result: Result) -> None:
    for info in result["credentials"]:
        print(_line(info))
    for request in result["requests"]:
        print(f"open request: {request['integration']} ({request['reason']})")
    if not result["credentials"]:
        print("No credentials yet." if not result["filtered"] else "No credential is like that.")


def _passport(info: Result) -> None:
    print(f"{info['name']} ({info['mode']}, {info['account']}): {info['status']}\n  {info['id']}")
    print(f"  fields:       {', '.join(info['fields'])}")
    used = ", ".join(project["name"] for project in info["projects"]) or "no project"
    print(f"  used by:      {used}")
    print(f"  stored:       {moment(info['created_at'])}, changed {moment(info['updated_at'])}")
    print(f"  checked:      {moment(info['validated_at'])}, used {moment(info['used_at'])}")
    if info["expires_at"]:
        print(f"  expires:      {moment(info['expires_at'])}")
    if info["scopes"]:
        print(f"  permissions:  {', '.join(info['scopes'])}")
    for version in info["history"]:
        now = " (present)" if version["current"] else ""
        changed = f"  changed: {', '.join(version['changed'])}" if version["changed"] else ""
        print(f"  version {version['version']}{now}  {moment(version['created_at'])}{changed}")


def _value(result: Result) -> None:
    print(result["value"])


def _one(info: Result) -> None:
    print(_line(info))


def _removed(info: Result) -> None:
    print(f"deleted {info['integration']} ({info['mode']}, {info['account']}) with its history")


def _checked(result: Result) -> None:
    if "checked" in result:
        _all_checked(result["checked"])
        return
    print(f"{result['outcome'].replace('_', ' ')}: {result['message']}" if result["message"] else result["outcome"])


def _all_checked(lines: list[Result]) -> None:
    for line in lines:
        outcome = line["outcome"].replace("_", " ")
        print(f"{line['id']}  {line['integration']:<14} {line['account']:<20} {outcome:<18} {line['message']}")
    if not lines:
        print("There is no credential to check.")


def print_uses(result: Result) -> None:
    """Print on standard error what deleting a credential would break."""
    info = result["credential"]
    print(f"{info['integration']} ({info['mode']}, {info['account']})", file=sys.stderr)
    for use in result["used_by"]:
        loss = f"would use {use['instead']} instead" if use["instead"] else "would be left without one"
        build = "; its build is under way and would wait for a new one" if use["build"] and not use["instead"] else ""
        print(f"  {use['project']['name']} uses it and {loss}{build}.", file=sys.stderr)
    if not result["used_by"]:
        print("  No project uses it.", file=sys.stderr)


FORMS: Final[Mapping[str, Callable[[Any], None]]] = {
    "credentials.list": _list,
    "credentials.check": _checked,
    "credentials.show": _passport,
    "credentials.reveal": _value,
    "credentials.revert": _one,
    "credentials.link": _one,
    "credentials.unlink": _one,
    "credentials.remove": _removed,
}
