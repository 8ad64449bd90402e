"""The guard that keeps the tests on this computer really does."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys

import pytest

from tests.plugins.network_guard import OutsideNetworkRefused

DOCUMENTATION_ADDRESS = "192.0.2.1"  # RFC 5737: routed nowhere


def test_loopback_is_open() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        assert client.getpeername() == server.getsockname()


def test_a_unix_socket_is_open(tmp_path: os.PathLike[str]) -> None:
    path = os.path.join(tmp_path, "s")
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
        server.bind(path)
        server.listen()
        client.connect(path)
        assert os.path.exists(path)


def test_another_address_is_refused_and_noted(network_attempts: list[str]) -> None:
    with pytest.raises(OutsideNetworkRefused), socket.socket() as connection:
        connection.connect((DOCUMENTATION_ADDRESS, 80))
    assert network_attempts == [f"socket.connect to {DOCUMENTATION_ADDRESS}"]
    network_attempts.clear()


def test_a_datagram_is_refused(network_attempts: list[str]) -> None:
    with pytest.raises(OutsideNetworkRefused), socket.socket(type=socket.SOCK_DGRAM) as connection:
        connection.sendto(b"x", (DOCUMENTATION_ADDRESS, 53))
    network_attempts.clear()


def test_listening_for_the_whole_network_is_refused(network_attempts: list[str]) -> None:
    with pytest.raises(OutsideNetworkRefused), socket.socket() as connection:
        connection.bind(("0.0.0.0", 0))
    network_attempts.clear()


async def test_other_names_are_not_looked_up(network_attempts: list[str]) -> None:
    with pytest.raises(OutsideNetworkRefused):
        await asyncio.get_running_loop().getaddrinfo("provider.example", 443)
    assert network_attempts == ["socket.getaddrinfo of provider.example"]
    network_attempts.clear()


def test_a_python_child_is_guarded_too() -> None:
    code = f"import socket; socket.socket().connect(({DOCUMENTATION_ADDRESS!r}, 80))"
    child = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert child.returncode == 1
    assert "OutsideNetworkRefused" in child.stderr
