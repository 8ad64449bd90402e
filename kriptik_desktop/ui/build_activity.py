"""The log and the files of a build as rows: no Qt but its words.

Levels are told from how npm, Next.js and TypeScript begin their lines; a line that says nothing of the kind is plain.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QDateTime, QLocale

if TYPE_CHECKING:
    from kriptik_desktop.builds.model import Artifact, LogLine

Level = Literal["", "warning", "error", "good"]

_ERROR = re.compile(
    r"(npm (error|err!)|error\b|[\w.]*error:|fatal\b|[\u2a2f\u2717\u00d7])|.*\berror TS\d+", re.IGNORECASE
)
_WARNING = re.compile(r"(npm warn|warn(ing)?\b|\u26a0|deprecated\b)", re.IGNORECASE)
_GOOD = re.compile(r"[\u2713\u2714]")


@dataclass(frozen=True, slots=True)
class LogRow:
    """One line of the log; ``key`` stays its own when older lines fall out, ``task`` is the title it stands under."""

    key: str
    time: str
    task: str
    words: str
    level: Level


@dataclass(frozen=True, slots=True)
class FileRow:
    """One folder with how many files it holds itself, or one file of the folder above it."""

    path: str
    name: str
    folder: bool
    count: int
    task: str


def log_rows(lines: Sequence[LogLine], titles: Mapping[str, str]) -> tuple[LogRow, ...]:
    """Return the log; ``titles`` are the tasks' titles by key."""
    same: Counter[int] = Counter()
    locale, rows = QLocale(), []
    for line in lines:
        same[line.at] += 1
        time = _time(line.at, locale)
        rows.append(LogRow(f"{line.at}.{same[line.at]}", time, titles.get(line.task, ""), line.text, level(line.text)))
    return tuple(rows)


def _time(at: int, locale: QLocale) -> str:
    moment = QDateTime.fromMSecsSinceEpoch(at).time()
    return str(locale.toString(moment, "HH:mm:ss"))


def level(text: str) -> Level:
    """Return how grave a line of a tool's output is by its own words."""
    bare = text.lstrip(" >-*[(")
    if _ERROR.match(bare):
        return "error"
    if _WARNING.match(bare):
        return "warning"
    return "good" if _GOOD.match(bare) else ""


def file_rows(artifacts: Sequence[Artifact], titles: Mapping[str, str]) -> tuple[FileRow, ...]:
    """Return the files under their folders; those of the project's own folder come first."""
    by_folder: defaultdict[str, list[Artifact]] = defaultdict(list)
    for artifact in artifacts:
        parent = str(PurePosixPath(artifact.path).parent)
        by_folder["" if parent == "." else parent].append(artifact)
    rows = []
    for folder in sorted(by_folder):
        held = by_folder[folder]
        rows.append(FileRow(f"{folder}/", folder, True, len(held), ""))
        for artifact in sorted(held, key=lambda each: each.path):
            name = PurePosixPath(artifact.path).name
            rows.append(FileRow(artifact.path, name, False, 0, titles.get(artifact.task, "")))
    return tuple(rows)
