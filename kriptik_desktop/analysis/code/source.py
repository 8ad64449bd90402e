"""One file in the hands of a reader, and what every reader asks of it."""

from __future__ import annotations

import os
import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from kriptik_desktop.analysis.code.index import Index
from kriptik_desktop.analysis.code.model import Clue, ClueKind

_SIDE_FOLDERS_TEXT = """
test tests testing __tests__ __test__ spec specs e2e cypress playwright example examples sample samples demo demos
doc docs documentation fixture fixtures __fixtures__ __mocks__ mocks stories .storybook bench benches benchmark
benchmarks .github .circleci
"""
_SIDE_FOLDERS = frozenset(_SIDE_FOLDERS_TEXT.split())
_LINE_END = re.compile(rb"\n")
_SIDE_NAME = re.compile(
    r"(?:^|[._-])(?:test|tests|spec|stories|story|e2e|cy|bench)\.\w+$|^test_|^conftest\.py$|Tests?\.php$|_(?:test|spec)\.\w+$"
)


@dataclass(frozen=True)
class Source:
    """A file's bytes, where it lies, and the index to ask."""

    root: str
    file: str
    name: str
    data: bytes
    index: Index

    @cached_property
    def is_side(self) -> bool:
        """Tell whether it is a test, an example or documentation by where it lies and how it is called."""
        folders = self.file.lower().split("/")[:-1]
        return not _SIDE_FOLDERS.isdisjoint(folders) or _SIDE_NAME.search(self.name) is not None

    def line(self, at: int) -> int:
        """Return the line of a byte, from 1."""
        return bisect_left(self._line_ends, at) + 1

    @cached_property
    def _line_ends(self) -> list[int]:
        return [match.start() for match in _LINE_END.finditer(self.data)]

    def clue(self, kind: ClueKind, space: str, name: str, at: int, *, side: bool = False, runs: bool = False) -> Clue:
        """Return what stands at byte ``at`` as a clue."""
        return self.clue_on(kind, space, name, self.line(at), side=side, runs=runs)

    def clue_on(
        self, kind: ClueKind, space: str, name: str, line: int, *, side: bool = False, runs: bool = False
    ) -> Clue:
        """Return what stands on a line as a clue; what only a side file runs, nothing runs."""
        aside = side or self.is_side
        return Clue(kind, space, name, self.file, line, aside, runs and not aside)

    def has_in_folder(self, names: tuple[str, ...]) -> bool:
        """Tell whether one of the names exists in the file's own folder."""
        folder = os.path.dirname(os.path.join(self.root, self.file))
        return any(os.path.lexists(os.path.join(folder, name)) for name in names)

    def has_beside(self, *names: str, unless: str = "") -> bool:
        """Tell whether one of the names exists in the file's folder or in one above it, up to the root.

        Folders that hold ``unless`` are passed over.
        """
        folder = os.path.dirname(os.path.join(self.root, self.file))
        while True:
            passed = bool(unless) and os.path.lexists(os.path.join(folder, unless))
            if not passed and any(os.path.lexists(os.path.join(folder, name)) for name in names):
                return True
            if len(folder) <= len(self.root):
                return False
            folder = os.path.dirname(folder)
