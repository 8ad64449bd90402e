"""Runs a blocking database driver where it disturbs nobody: in a thread of its own, with an end.

Not in the loop's pool: a server that takes a connection and then says nothing would keep the program from closing.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
import threading
from collections.abc import Callable

from kriptik_desktop.providers.probe_result import ProbeResult

LIMIT_S = 5.0
"""How long a driver waits for the network, each time it does."""
_LONGEST_WORDS = 400


async def in_thread(work: Callable[[], ProbeResult], timeout_s: float, field: str) -> ProbeResult:
    """Return what ``work`` returns, or that the server did not answer within ``timeout_s`` seconds.

    Cancelling ends the waiting at once; the thread ends by the driver's own limits.
    """
    loop = asyncio.get_running_loop()
    future: asyncio.Future[ProbeResult] = loop.create_future()

    def settle(result: ProbeResult | None, error: BaseException | None) -> None:
        if future.done():
            return
        if result is not None:
            future.set_result(result)
        elif error is not None:
            future.set_exception(error)

    def run() -> None:
        result: ProbeResult | None = None
        caught: BaseException | None = None
        try:
            result = work()
        except BaseException as error:
            caught = error
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(settle, result, caught)

    threading.Thread(target=run, name="kriptik-driver", daemon=True).start()
    try:
        async with asyncio.timeout(timeout_s):
            return await future
    except TimeoutError:
        return ProbeResult("unreachable", f"There was no answer within {timeout_s:.0f} seconds.", field=field)


def driver_missing(name: str, extra: str) -> ProbeResult:
    """Return the result for a driver that is not installed."""
    command = f"pip install 'kriptik-desktop[{extra}]'"
    return ProbeResult("cannot_check", f"Checking {name} needs the extra `{extra}`: {command}.")


def network_words(error: BaseException | None, host: str) -> str:
    """Return why there is no connection to ``host``, in words for a person."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"The connection is not trusted: the certificate of {host} does not check out."
    if isinstance(error, ssl.SSLError):
        return f"{host} and this computer found no common way of encryption."
    if isinstance(error, socket.gaierror):
        return f"The host name {host} cannot be found. Check the address and the network."
    if isinstance(error, TimeoutError):
        return f"{host} did not answer in time. It may not let this computer's address in."
    if isinstance(error, ConnectionRefusedError):
        return f"Nothing takes connections at {host}. Check host and port, and whether the server runs."
    return f"The connection to {host} broke off. Check the address and the network."


def server_words(text: object, password: str) -> str:
    """Return a server's own words on one line, shortened, without the password."""
    line = " ".join(str(text).split())
    if password:
        line = line.replace(password, "[redacted]")
    return line if len(line) <= _LONGEST_WORDS else f"{line[: _LONGEST_WORDS - 3]}..."
