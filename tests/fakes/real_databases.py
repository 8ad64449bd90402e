"""PostgreSQL and MariaDB clusters that live for one test, run as an unprivileged user because they refuse root."""

from __future__ import annotations

import asyncio
import os
import pwd
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.fakes.certificates import self_signed
from tests.fakes.driver_asking import closed_port
from tests.fakes.unprivileged import folder_of_nobody

BOSS = ("boss", "admin-password")
"""PostgreSQL's administrator; MariaDB's is root, without a password."""


@contextmanager
def real_postgres() -> Iterator[tuple[str, int, Path]]:
    """Yield host, port and the file of the CA that the server's certificate comes from."""
    with folder_of_nobody() as folder:
        name, password = BOSS
        (folder / "password").write_text(password, encoding="utf-8")
        (folder / "password").chmod(0o644)
        data, port = folder / "data", asyncio.run(closed_port())
        _make(folder, ["initdb", "-D", str(data), "-U", name, "-A", "scram-sha-256", "--no-sync", "-E", "UTF8"])
        ca, key = _certificate(folder)
        run = ["postgres", "-D", str(data), "-p", str(port), "-k", str(folder), "-F", "-h", "127.0.0.1"]
        tls = ["-c", "ssl=on", "-c", f"ssl_cert_file={ca}", "-c", f"ssl_key_file={key}"]
        with _running(folder, [*run, *tls], "ready to accept connections"):
            yield "127.0.0.1", port, ca


@contextmanager
def real_mariadb() -> Iterator[tuple[str, int, str, Path]]:
    """Yield host, port, the path of the socket and the file of the CA."""
    with folder_of_nobody() as folder:
        data, line, port = folder / "data", folder / "line", asyncio.run(closed_port())
        base = ["--no-defaults", f"--datadir={data}"]
        _make(folder, ["mariadb-install-db", *base, "--auth-root-authentication-method=normal", "--skip-test-db"])
        place = [f"--socket={line}", f"--port={port}", "--bind-address=127.0.0.1", f"--pid-file={folder / 'pid'}"]
        ca, key = _certificate(folder)
        run = ["mariadbd", *base, *place, "--innodb-flush-log-at-trx-commit=0", f"--ssl-cert={ca}", f"--ssl-key={key}"]
        with _running(folder, run, "ready for connections"):
            yield "127.0.0.1", port, str(line), ca


def _certificate(folder: Path) -> tuple[Path, Path]:
    ca, key = self_signed(folder)
    if os.getuid() == 0:
        user = pwd.getpwnam("nobody")
        os.chown(key, user.pw_uid, user.pw_gid)
    key.chmod(0o600)
    ca.chmod(0o644)
    return ca, key


def _make(folder: Path, command: Sequence[str]) -> None:
    extra = [f"--pwfile={folder / 'password'}"] if command[0] == "initdb" else []
    with (folder / "making").open("wb") as log:
        subprocess.run([*command, *extra], check=True, cwd=folder, user=_user(), stdout=log, stderr=log, env=_plain())


@contextmanager
def _running(folder: Path, command: Sequence[str], ready: str) -> Iterator[None]:
    path = folder / "log"
    with path.open("wb") as log:
        server = subprocess.Popen(command, cwd=folder, user=_user(), stdout=log, stderr=log, env=_plain())
        try:
            while ready not in (said := path.read_text(encoding="utf-8", errors="replace")):
                assert server.poll() is None, said
            yield
        finally:
            server.terminate()
            server.wait()


def _user() -> str | None:
    return "nobody" if os.getuid() == 0 else None


def _plain() -> dict[str, str]:
    return {**os.environ, "LC_ALL": "C"}
