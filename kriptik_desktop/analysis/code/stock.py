"""What the templates of frameworks bring along unasked, read from ``stock.toml`` once."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from functools import cache

from kriptik_desktop.analysis.code.model import Clue
from kriptik_desktop.core.resources import resource


@dataclass(frozen=True, slots=True)
class _Template:
    marker: str
    files: tuple[str, ...]
    variables: frozenset[str]


class Stock:
    """Tells what a project's framework wrote from what its people wrote."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._is_there: dict[str, bool] = {}

    def holds(self, clue: Clue) -> bool:
        """Tell whether the clue stands where the framework's template has put it."""
        return clue.kind == "variable" and any(self._wrote(each, clue) for each in _templates())

    def _wrote(self, template: _Template, clue: Clue) -> bool:
        if clue.name not in template.variables:
            return False
        folders = clue.file.split("/")
        for depth in range(len(folders)):
            if "/".join(folders[depth:]).startswith(template.files):
                return self._exists("/".join([*folders[:depth], template.marker]))
        return False

    def _exists(self, file: str) -> bool:
        if file not in self._is_there:
            self._is_there[file] = os.path.lexists(os.path.join(self._root, file))
        return self._is_there[file]


@cache
def _templates() -> tuple[_Template, ...]:
    document = tomllib.loads(resource("analysis", "code", "stock.toml").read_text(encoding="utf-8"))
    return tuple(
        _Template(each["marker"], tuple(each["files"]), frozenset(each["variables"])) for each in document["stock"]
    )
