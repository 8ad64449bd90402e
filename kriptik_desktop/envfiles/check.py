"""Looks at a project's ``.env`` without changing it and says what would keep the app from working or leak a secret."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from kriptik_desktop.core.dotenv_format import Dialect, Document, parse
from kriptik_desktop.core.errors import KriptikError
from kriptik_desktop.envfiles.files import Snapshot, check_folder, take
from kriptik_desktop.envfiles.gitignore import is_ignored, is_tracked
from kriptik_desktop.envfiles.model import ENV_FILE, EnvFinding
from kriptik_desktop.envfiles.writer import dialect_of


def check_env(folder: Path, required: Sequence[str], *, dialect: Dialect | None = None) -> list[EnvFinding]:
    """Return what is wrong with ``folder/.env``, errors first; no message holds a value. Blocks.

    ``required`` are the names that must have a value. Raises EnvFileRefused where the folder itself is missing.
    """
    check_folder(folder)
    try:
        snapshot = take(folder / ENV_FILE)
        document = parse(snapshot.text(), dialect or dialect_of(folder))
    except KriptikError as error:
        return [EnvFinding("error", "unreadable", str(error))]
    found = [*_absent(snapshot, document, required), *_problems(document), *_exposed(folder, snapshot)]
    return sorted(found, key=lambda finding: finding.level != "error")


def _absent(snapshot: Snapshot, document: Document, required: Sequence[str]) -> Iterator[EnvFinding]:
    if snapshot.content is None:
        yield EnvFinding(
            "error" if required else "warning", "no_file", f"There is no {ENV_FILE} in {snapshot.path.parent}."
        )
    for name in dict.fromkeys(required):
        value = document.get(name)
        if value is None:
            state = "is commented out" if document.is_disabled(name) else "is missing"
            yield EnvFinding("error", "missing", f"{name} {state} in {ENV_FILE}.", name)
        elif not value.reveal().strip():
            yield EnvFinding("error", "empty", f"{name} is empty in {ENV_FILE}.", name)


def _problems(document: Document) -> Iterator[EnvFinding]:
    for problem in document.problems():
        yield EnvFinding("warning", problem.kind, problem.message, problem.name, problem.lines)


def _exposed(folder: Path, snapshot: Snapshot) -> Iterator[EnvFinding]:
    if snapshot.content is None:
        return
    if os.name == "posix" and snapshot.mode is not None and snapshot.mode & (stat.S_IRWXG | stat.S_IRWXO):
        message = (
            f"Other users of this computer may read {ENV_FILE} (mode {snapshot.mode:04o}); run chmod 600 {ENV_FILE}."
        )
        yield EnvFinding("error", "mode", message)
    if is_tracked(folder, ENV_FILE):
        message = f"git tracks {ENV_FILE}, so its values would be committed; run git rm --cached {ENV_FILE}."
        yield EnvFinding("error", "tracked", message)
    elif not is_ignored(folder, ENV_FILE):
        yield EnvFinding("warning", "not_ignored", f"No line of .gitignore covers {ENV_FILE}.")
