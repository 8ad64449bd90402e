"""The ``kriptik`` command: parses, asks, hands the command to the owner, prints.

Exit status: 0 done, 1 refused or failed, 2 wrong usage, 3 waiting for a person.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from kriptik_desktop.cli import asking
from kriptik_desktop.cli.calls import Calls
from kriptik_desktop.cli.conversations import CONVERSATIONS
from kriptik_desktop.cli.params import params_of
from kriptik_desktop.cli.parser import build_parser
from kriptik_desktop.cli.printing import print_error, print_result
from kriptik_desktop.cli.refining import refined
from kriptik_desktop.control import calling
from kriptik_desktop.control.owner import OwnerLock
from kriptik_desktop.core.crash import CrashLog
from kriptik_desktop.core.errors import Conflict, InvalidInput, KriptikError
from kriptik_desktop.core.hardening import forbid_core_dumps
from kriptik_desktop.core.logs import logging_to
from kriptik_desktop.core.paths import AppPaths

DONE, FAILED, WAITING = 0, 1, 3


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    forbid_core_dumps()
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
    if command == "analyze" and options.code is not None:
        return "analyze.code", await _analyze_code(paths, options.code, refine=options.refine)
    if command == "analyze":
        return command, await _analyze(paths, options.prompt, refine=options.refine)
    if command == "doctor":
        from kriptik_desktop.cli.doctor import examine

        return command, await examine(paths)
    if command == "agent":
        return await _agent(paths, stop=options.stop)
    calls = Calls(paths, params_of(command, options))
    if command in CONVERSATIONS:
        return command, await CONVERSATIONS[command](options, calls)
    if getattr(options, "detach", False):
        await calling.start_agent(paths)
    return command, await calls(command)


async def _analyze(paths: AppPaths, prompt: str, *, refine: bool) -> Any:
    from kriptik_desktop.analysis.service import Analyser
    from kriptik_desktop.providers.own_files import load_catalogue

    catalogue, _ = load_catalogue(paths.own_providers)
    text = asking.given_text(prompt)
    offline = Analyser(catalogue).analyse(text).to_json()
    return await refined(paths, text, offline) if refine else offline


async def _analyze_code(paths: AppPaths, folder: str, *, refine: bool) -> Any:
    if refine:
        raise InvalidInput("refine_needs_description", "Claude checks descriptions, not code.", "Leave --refine out.")
    from kriptik_desktop.analysis.code.scan import scan
    from kriptik_desktop.providers.own_files import load_catalogue

    catalogue, _ = load_catalogue(paths.own_providers)
    return (await scan(Path(folder), catalogue)).to_json()


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


def _status(command: str, result: Any) -> int:
    if command in _GOOD and not result[_GOOD[command]]:
        return FAILED
    build = result.get("build") if command == "credentials.set" else result if command in _FOLLOWED else None
    status = str(build["status"]) if isinstance(build, dict) else ""
    return {"failed": FAILED, "cancelled": FAILED, "waiting_credentials": WAITING, "vault_locked": WAITING}.get(
        status, DONE
    )


_GOOD = {"env.check": "ok", "vault.audit": "chain_verified"}
"""What a result says of whether all is well, by command."""
_FOLLOWED = ("build.start", "build.resume")
