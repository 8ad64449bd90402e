"""Gives each test a computer of its own: an empty home, no key ring, no display, no network.

The person who runs the tests has a vault, a key ring and npm settings; no test may see or change them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.plugins import network_guard

_HOME_VARIABLES = {
    "HOME": "",
    "USERPROFILE": "",
    "APPDATA": "AppData/Roaming",
    "LOCALAPPDATA": "AppData/Local",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_CACHE_HOME": ".cache",
    "XDG_STATE_HOME": ".local/state",
    "XDG_RUNTIME_DIR": ".run",
}
_PERSONAL = ("KRIPTIK_HOME", "KRIPTIK_PASSWORD_FILE", "DBUS_SESSION_BUS_ADDRESS", "PYTHON_KEYRING_BACKEND")
_PERSONS_HOME = Path.home()


def pytest_configure(config: pytest.Config) -> None:
    """Shut the doors before any test module is imported."""
    for name in _PERSONAL:
        os.environ.pop(name, None)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    guarded = str(Path(__file__).parent / "guarded_python")
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (guarded, os.environ.get("PYTHONPATH"))))
    sys.path.append(guarded)  # some tests hand their own path down to a child
    os.environ["NPM_CONFIG_OFFLINE"] = "true"
    network_guard.install()


@pytest.fixture(scope="session")
def _qml_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("qml-cache")


@pytest.fixture(autouse=True)
def own_home(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    _qml_cache: Path,
) -> Path:
    """Point every variable that names a personal folder into an empty one."""
    home = tmp_path_factory.mktemp("home")
    for name, below in _HOME_VARIABLES.items():
        monkeypatch.setenv(name, str(home / below))
    (home / ".run").mkdir(mode=0o700)
    monkeypatch.setenv("QML_DISK_CACHE_PATH", str(_qml_cache))
    for name in _PERSONAL:
        monkeypatch.delenv(name, raising=False)
    if request.node.get_closest_marker("npm"):
        _open_the_npm_door(monkeypatch)
    return home


def _open_the_npm_door(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let npm, a child process, reach the registry that the person's own settings name, with their cache."""
    monkeypatch.delenv("NPM_CONFIG_OFFLINE")
    monkeypatch.setenv("NPM_CONFIG_USERCONFIG", str(_PERSONS_HOME / ".npmrc"))
    monkeypatch.setenv("NPM_CONFIG_CACHE", str(_PERSONS_HOME / ".npm"))


@pytest.fixture
def network_attempts() -> list[str]:
    """Return what the network guard refused in this test; what is cleared from it does not fail the test."""
    return network_guard.attempts


@pytest.fixture(autouse=True)
def _stays_on_this_computer() -> Iterator[None]:
    network_guard.attempts.clear()
    yield
    refused = list(network_guard.attempts)
    network_guard.attempts.clear()
    if refused:
        pytest.fail(f"the test tried to leave this computer: {', '.join(refused)}", pytrace=False)
