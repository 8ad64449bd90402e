"""The ``kriptik`` command: parses, asks, hands the command to the owner, prints.

Exit status: 0 done, 1 refused or failed, 2 wrong usage, 3 waiting for a person.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import signal
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from kriptik_desktop.cli import asking
from kriptik_desktop.cli.parser import build_parser
from kriptik_desktop.cli.printing import print_error, print_progress, print_result
from kriptik_desktop.control import calling
from kriptik_desktop.control.owner import OwnerLock
from kriptik_desktop.core.crash import CrashLog
from kriptik_desktop.core.errors import Conflict, InvalidInput, KriptikError, Locked
from kriptik_desktop.core.logs import logging_to
from kriptik_desktop.core.paths import AppPaths
from kriptik_desktop.core.secret import Secret

DONE, FAILED, WAITING = 0, 1, 3


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    options = build_parser().parse_args(argv)
    as_json = getattr(options, "json", False)
    try:
        command, result = asyncio.run(_run(options))
        print_result(command, result, as_json)
        sys.stdout.flush()
        return _status(command, result)
    except KriptikError as error:
        print_error(error, as_json)
        return FAILED
    except KeyboardInterrupt:
        print("kriptik: stopped", file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        # Who read our output has gone; Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except Exception as error:
        print_error(_bug(error), as_json)
        return FAILED


def _bug(error: Exception) -> KriptikError:
    log = AppPaths.from_environment().data / "kriptik.log"
    with suppress(OSError), logging_to(log):
        CrashLog()(error, "the command line")
    message = "This is a fault of KripTik, not of what you typed."
    return KriptikError("bug", message, f"Its log holds the details: {log}")


async def _run(options: argparse.Namespace) -> tuple[str, Any]:
    paths = AppPaths.from_environment()
    command = f"{options.group}.{options.verb}" if hasattr(options, "verb") else str(options.group)
    if command == "analyze":
        return command, _analyze(options.prompt)
    if command == "doctor":
        from kriptik_desktop.cli.doctor import examine

        return command, await examine(paths)
    if command == "agent":
        return await _agent(paths, stop=options.stop)
    params = _params(paths, command, options)
    if getattr(options, "detach", False) or command == "vault.unlock":
        await calling.start_agent(paths)
    result = await _call(paths, command, params)
    if command == "vault.init" and options.recovery_file:
        result = _keep_recovery_kit(result, Path(options.recovery_file))
    return command, result


def _analyze(prompt: str) -> Any:
    from kriptik_desktop.analysis.service import Analyser
    from kriptik_desktop.providers.catalogue import Catalogue

    return Analyser(Catalogue.load()).analyse(asking.given_text(prompt)).to_json()


async def _agent(paths: AppPaths, *, stop: bool) -> tuple[str, Any]:
    if stop:
        return "agent.stop", await _stop_agent(paths)
    from kriptik_desktop.control.hosting import run_agent
    from kriptik_desktop.services import Outside

    lock = await calling.lock_to_stay(paths)
    if not isinstance(lock, OwnerLock):
        raise Conflict("owner_exists", f"KripTik is running already, as {lock}.", "It serves your commands.")
    try:
        ended = asyncio.Event()
        if sys.platform != "win32":
            for number in (signal.SIGINT, signal.SIGTERM):
                asyncio.get_running_loop().add_signal_handler(number, ended.set)
        await run_agent(paths, Outside.real(), ended, lambda: print("agent: ready", file=sys.stderr))
    finally:
        lock.release()
    return "agent", {"stopped": True}


async def _stop_agent(paths: AppPaths) -> Any:
    from kriptik_desktop.control.client import ControlClient

    client = await ControlClient.connect(paths)
    if client is None:
        return {"stopping": False, "reason": "no agent is running"}
    try:
        return await client.call("agent.stop", {})
    finally:
        await client.close()


async def _call(paths: AppPaths, command: str, params: dict[str, Any]) -> Any:
    try:
        return await calling.call(paths, command, params, print_progress)
    except Locked as error:
        password = asking.ask_password("Vault password") if error.code == "vault_locked" else None
        if password is None:
            raise
        return await calling.call(paths, command, {**params, "vault_password": password}, print_progress)


def _params(paths: AppPaths, command: str, options: argparse.Namespace) -> dict[str, Any]:
    known = vars(options)
    params = {key: known[key] for key in _PASSED_ON if known.get(key) is not None}
    for key in ("add", "remove"):
        if isinstance(known.get(key), list):
            params[key] = " ".join(known[key])
    password = asking.given_password(known.get("password_fd"))
    if password is not None:
        params["vault_password"] = password
    if command == "project.new":
        params["prompt"] = asking.given_text(options.prompt)
        params["folder"] = str(Path(options.folder or _folder_name(options.name)).absolute())
    elif command == "project.open":
        params["folder"] = str(Path(options.folder).absolute())
    elif command == "vault.init":
        params.update(_new_vault(options, password))
    elif command == "vault.unlock" and options.recovery:
        params["recovery_kit"] = asking.ask_password("Recovery kit") or sys.stdin.read().strip()
    elif command == "credentials.set":
        params["values"] = _values(options)
    return params


_PASSED_ON = (
    "name",
    "mode",
    "project",
    "integration",
    "account",
    "unverified",
    "detach",
    "credential",
    "build",
    "keyring",
)


def _folder_name(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "project"


def _new_vault(options: argparse.Namespace, password: str | None) -> Mapping[str, Any]:
    if options.recovery_file and os.path.lexists(options.recovery_file):
        raise InvalidInput(
            "recovery_file_exists",
            f"There is something at {options.recovery_file} already; no vault was made.",
            "Name a new file for the recovery kit.",
        )
    if password is None and not options.keyring:
        password = asking.ask_new_password()
    if password is None and not options.keyring:
        raise InvalidInput(
            "no_way_to_open",
            "A new vault needs a master password or this computer's keyring.",
            "Use --keyring, --password-fd or KRIPTIK_PASSWORD_FILE, or give the command on a terminal.",
        )
    return {"new_password": password, "keyring": options.keyring}


def _values(options: argparse.Namespace) -> dict[str, str]:
    from kriptik_desktop.providers.catalogue import Catalogue

    provider = Catalogue.load().get(options.integration)
    fields = [
        {"name": field.name, "label": field.label, "secret": field.secret, "required": field.required}
        for field in provider.form_fields
    ]
    aliases = {name: field.name for field in provider.form_fields for name in field.env_names("nextjs")}
    return asking.ask_values(fields, aliases)


def _keep_recovery_kit(result: dict[str, Any], path: Path) -> dict[str, Any]:
    from kriptik_desktop.vault.recovery_file import write_kit_file

    try:
        write_kit_file(path, Secret(result["recovery_kit"]), replace=False)
    except OSError as error:
        print(f"kriptik: {path} could not be written ({error.strerror}), so the kit is shown here.", file=sys.stderr)
        return result
    return {**{name: value for name, value in result.items() if name != "recovery_kit"}, "recovery_file": str(path)}


def _status(command: str, result: Any) -> int:
    build = result.get("build") if command == "credentials.set" else result if command.startswith("build.") else None
    if command in ("build.list", "build.status", "build.cancel") or not isinstance(build, dict):
        return FAILED if command == "env.check" and not result["ok"] else DONE
    return {"failed": FAILED, "cancelled": FAILED, "waiting_credentials": WAITING, "vault_locked": WAITING}.get(
        str(build["status"]), DONE
    )
