"""The system keyring for real: gnome-keyring on a session bus of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.needs_program("gnome-keyring-daemon", "dbus-run-session")
def test_a_vault_lives_with_gnome_keyring(folder: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    environment = {**os.environ, "HOME": str(home), "XDG_DATA_HOME": str(home), "XDG_RUNTIME_DIR": str(home)}
    command = ["dbus-run-session", "--", sys.executable, "-m", "tests.fakes.keyring_session", str(folder)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=90)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert "locked; unlock it" in found.pop("while locked")
    assert found == {
        "backend": "keyring.backends.SecretService",
        "unusable": None,
        "after reopening": 1,
        "one new item": True,
        "after new keys": 1,
        "items after removal": 0,
        "removed": True,
        "by password": 1,
    }


SEVERAL_BACKENDS = """
import keyring, keyring.backend
from keyring.backends.chainer import ChainerBackend

class First(keyring.backend.KeyringBackend):
    priority = 2
    def get_password(self, service, username): return "from a backend that nobody allowed"
    def set_password(self, service, username, password): print("written to a backend that nobody allowed")
    def delete_password(self, service, username): pass

class Second(First):
    priority = 3

chosen = keyring.get_keyring()
print(type(chosen) is ChainerBackend, len(list(chosen.backends)), chosen.get_password("kriptik-desktop", "item"))

from kriptik_desktop.vault.errors import KeyringUnavailable
from kriptik_desktop.vault.keyring import system_backend
try:
    print(system_backend())
except KeyringUnavailable as error:
    print(error.message)
"""


def test_the_keyring_packages_own_choice_is_never_used(tmp_path: Path) -> None:
    """With several backends installed that choice is a chain of them, whoever wrote them and wherever they write to."""
    environment = {name: text for name, text in os.environ.items() if not name.startswith(("DBUS_", "XDG_", "DISPLAY"))}
    environment["HOME"] = str(tmp_path)
    command = [sys.executable, "-c", SEVERAL_BACKENDS]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    chosen, ours = done.stdout.splitlines()
    assert chosen == "True 2 from a backend that nobody allowed"
    assert ours.startswith("The system keyring cannot be used")
