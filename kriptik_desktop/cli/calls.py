"""Gives commands to the owner and answers what the owner asks back for, from the terminal, once each.

Apart from the commands, because several of them talk to the owner more than once and nobody types a password twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from kriptik_desktop.cli import asking
from kriptik_desktop.cli.printing import print_progress
from kriptik_desktop.control import calling
from kriptik_desktop.core.errors import KriptikError
from kriptik_desktop.core.paths import AppPaths

_QUESTIONS: Final[Mapping[str, tuple[str, str]]] = {
    "vault_locked": ("vault_password", "Vault password"),
    "vault_reauthentication_needed": ("vault_password", "Vault password, to know that it is you"),
    "vault_needs_kit": ("recovery_kit", "Recovery kit"),
    "backup_locked": ("backup_password", "Master password of the backup"),
    "import_password_needed": ("import_password", "Password of the file"),
}
"""The codes of errors that an answer of the person settles: the parameter that carries it, and the prompt."""


class Calls:
    """The commands of one invocation of ``kriptik``."""

    def __init__(self, paths: AppPaths, params: Mapping[str, Any]) -> None:
        self.paths = paths
        self._params = dict(params)

    async def __call__(self, command: str, **more: Any) -> Any:
        """Run a command with what the invocation gave and ``more``, and return its result.

        Raises the KriptikError that it met, after the person answered what could be asked.
        """
        while True:
            params = {**self._params, **more}
            try:
                return await calling.call(self.paths, command, params, print_progress)
            except KriptikError as error:
                name, prompt = _QUESTIONS.get(error.code, ("", ""))
                typed = None if not name or name in params else asking.ask_password(prompt)
                if typed is None:
                    raise
                self._params[name] = typed

    def knows(self, name: str) -> bool:
        """Return whether the invocation gave a parameter."""
        return name in self._params
