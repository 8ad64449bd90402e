"""Where the app keeps its files on each platform; ``KRIPTIK_HOME`` moves all of it under one folder.

Folders are made when first used and closed to other users, because the state database tells which services a person
uses even though it holds no secret.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from kriptik_desktop.core.errors import Refused

_SOCKET_PATH_LIMIT = 100
"""Bytes; macOS allows 103 in ``sockaddr_un``, Linux 107."""


@dataclass(frozen=True, slots=True)
class AppPaths:
    """The five folders of the app."""

    config: Path
    data: Path
    cache: Path
    runtime: Path
    state: Path
    """What is remembered of this computer alone, and therefore belongs into no backup of the data."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> AppPaths:
        """Read ``KRIPTIK_HOME``, else ask the platform."""
        home = environment.get("KRIPTIK_HOME")
        if home:
            root = Path(home).expanduser().absolute()
            runtime = _short_runtime(root / "runtime", root)
            return cls(root / "config", root / "data", root / "cache", runtime, root / "state")
        dirs = platformdirs.PlatformDirs("kriptik", appauthor=False, roaming=False)
        runtime = _own_runtime(_session_runtime(environment, dirs), Path(dirs.user_data_dir))
        return cls(
            Path(dirs.user_config_dir),
            Path(dirs.user_data_dir),
            Path(dirs.user_cache_dir),
            _short_runtime(runtime, Path(dirs.user_data_dir)),
            Path(dirs.user_state_dir),
        )

    @property
    def settings_file(self) -> Path:
        """The person's ``config.toml``."""
        return self.config / "config.toml"

    @property
    def own_providers(self) -> Path:
        """The folder of provider files that the person added; it need not be there."""
        return self.config / "providers"

    @property
    def vault_file(self) -> Path:
        """The sealed vault."""
        return self.data / "vault.db"

    @property
    def vault_backups(self) -> Path:
        """The folder of the vault's automatic backups, as sealed as the vault."""
        return self.data / "vault-backups"

    @property
    def vault_anchor(self) -> Path:
        """What tells an older copy of the vault from the one last used; it lies where no copy of the data takes it."""
        return self.state / "vault-anchor.json"

    @property
    def state_file(self) -> Path:
        """Projects, requests, builds: everything but secrets."""
        return self.data / "state.db"

    @property
    def owner_lock(self) -> Path:
        """The file whose lock makes a process the owner."""
        return self.data / "owner.lock"

    @property
    def control_socket(self) -> Path:
        """Where the owner listens."""
        return self.runtime / "control.sock"

    def create(self) -> None:
        """Make the folders, closed to others.

        Raises OSError where a folder cannot be made, Refused where one belongs to somebody else.
        """
        for folder in (self.config, self.data, self.cache, self.runtime, self.state):
            private_folder(folder)


def private_folder(folder: Path) -> Path:
    """Make ``folder`` with mode 0700, and what is missing above it, and return it.

    Raises Refused when it belongs to another user: in the temporary folder somebody may have put it there on purpose,
    to read along. A symbolic link counts by its own owner as well as by its target's.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if os.name == "posix":
        if not _is_own(folder):
            raise Refused(
                "folder_of_another_user",
                f"The folder {folder} belongs to another user, so KripTik keeps nothing in it.",
                "Run KripTik as the user whose folder it is, or name another place in KRIPTIK_HOME.",
            )
        folder.chmod(0o700)
    return folder


def _is_own(folder: Path) -> bool:
    return folder.lstat().st_uid == folder.stat().st_uid == os.getuid()


def _session_runtime(environment: Mapping[str, str], dirs: platformdirs.PlatformDirs) -> Path:
    """Return the session's runtime folder for the app; asked here, since platformdirs warns where no session made one.

    XDG Base Directory Specification 0.8, ``XDG_RUNTIME_DIR``; systemd makes it below ``/run/user``.
    """
    if os.name != "posix" or sys.platform == "darwin":
        return Path(dirs.user_runtime_dir)
    return Path(environment.get("XDG_RUNTIME_DIR") or f"/run/user/{os.getuid()}") / "kriptik"


def _own_runtime(wanted: Path, data: Path) -> Path:
    """Return ``wanted``, or a folder named by user in the temporary folder where no session made its parent."""
    if os.name != "posix" or (wanted.parent.is_dir() and _is_own(wanted.parent)):
        return wanted
    return _temporary(data)


def _short_runtime(wanted: Path, home: Path) -> Path:
    if os.name != "posix" or len(os.fsencode(wanted / "control.sock")) <= _SOCKET_PATH_LIMIT:
        return wanted
    return _temporary(home)


def _temporary(home: Path) -> Path:
    digest = hashlib.sha256(os.fsencode(home)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"kriptik-{os.getuid()}-{digest}"
