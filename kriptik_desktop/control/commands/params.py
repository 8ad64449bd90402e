"""Reads a command's parameters, which come from another process and so are checked like any input."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kriptik_desktop.control import errors
from kriptik_desktop.core.secret import Secret


class Params:
    """The parameters of one command."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values

    def text(self, name: str) -> str:
        """Return a text that must be there.

        Raises InvalidInput when it is not.
        """
        value = self._values.get(name)
        if not isinstance(value, str):
            raise errors.parameter_missing(name)
        return value

    def maybe(self, name: str) -> str | None:
        """Return a text or None."""
        value = self._values.get(name)
        return value if isinstance(value, str) else None

    def number(self, name: str) -> int | None:
        """Return a whole number above zero, or None where there is none.

        Raises InvalidInput for anything else.
        """
        value = self._values.get(name)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise errors.parameter_wrong(name, "a number above zero")
        return value

    def path(self, name: str) -> Path:
        """Return a path; the caller made it absolute, because only it knows what it is relative to.

        Raises InvalidInput when it is missing or relative.
        """
        path = Path(self.text(name))
        if not path.is_absolute():
            raise errors.parameter_wrong(name, "an absolute path")
        return path

    def flag(self, name: str) -> bool:
        """Return whether something was asked for."""
        return self._values.get(name) is True

    def secret(self, name: str) -> Secret | None:
        """Return a secret that was typed or read by the caller, or None."""
        value = self.maybe(name)
        return None if value is None else Secret(value)

    def secrets(self, name: str) -> dict[str, Secret]:
        """Return a mapping of names to secrets."""
        value = self._values.get(name)
        if not isinstance(value, dict):
            raise errors.parameter_missing(name)
        return {str(key): Secret(text) for key, text in value.items() if isinstance(text, str)}

    def texts(self, name: str) -> dict[str, str]:
        """Return a mapping of texts, empty where there is none."""
        value = self._values.get(name)
        return (
            {str(key): text for key, text in value.items() if isinstance(text, str)} if isinstance(value, dict) else {}
        )
