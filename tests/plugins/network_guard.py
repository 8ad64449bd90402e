"""Keeps every Python process of a test run on this computer.

An audit hook, because it also sees what a C extension or asyncio does through the socket module, and because it
cannot be undone by the code under test. It needs nothing but the standard library: child processes load it by path.
"""

from __future__ import annotations

import ipaddress
import socket
import sys
from typing import Any

_NAME_LOOKUPS = frozenset({"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"})
_ADDRESS_USES = frozenset({"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"})

attempts: list[str] = []
"""What was refused since the list was last cleared; the test that caused it fails."""


class OutsideNetworkRefused(OSError):
    """The test tried to leave this computer."""


def _is_loopback(host: str) -> bool:
    if host.rstrip(".").lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


def _refuse(what: str) -> None:
    attempts.append(what)
    raise OutsideNetworkRefused(f"network guard: {what}")


def _text(host: Any) -> str:
    return host.decode("ascii", "replace") if isinstance(host, bytes | bytearray) else str(host)


def _guard(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _NAME_LOOKUPS:
        host = arguments[0]
        if host and not _is_loopback(_text(host)) and not _is_address(_text(host)):
            _refuse(f"{event} of {_text(host)}")
    elif event in _ADDRESS_USES:
        connection, address = arguments[0], arguments[1]
        if connection.family not in (socket.AF_INET, socket.AF_INET6) or not isinstance(address, tuple):
            return
        if not _is_loopback(_text(address[0])):
            _refuse(f"{event} to {_text(address[0]) or 'all addresses'}")


def install() -> None:
    """Start guarding this process; there is no way back."""
    sys.addaudithook(_guard)
