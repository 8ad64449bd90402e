"""Writes the variables of a project into ``.env`` and their names into ``.env.example``.

Both files belong to the person: what stands there stays, in its order, and only the named lines change. All functions
block (they sync the disk); callers run them in a thread.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kriptik_desktop.core.dotenv_format import Change, Dialect, Document, NotWritable, parse
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.envfiles.errors import EnvFileBusy
from kriptik_desktop.envfiles.files import Snapshot, check_folder, own_turn, put, restrict, take
from kriptik_desktop.envfiles.gitignore import ensure_ignored, is_tracked
from kriptik_desktop.envfiles.model import ENV_FILE, EXAMPLE_FILE, EnvEntry, WrittenEnv

_PRIVATE = 0o600
_ATTEMPTS = 3


@dataclass(slots=True)
class _Edit:
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    commented: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def names(self, change: Change) -> list[str]:
        """Return the list that a change belongs to."""
        return {"added": self.added, "changed": self.changed, "kept": self.kept}[change]


def write_env(folder: Path, entries: Sequence[EnvEntry], *, dialect: Dialect | None = None) -> WrittenEnv:
    """Set the entries in ``folder/.env`` (mode 0600, made if missing) and see that git ignores it.

    An entry without a value becomes a commented line with its reason, unless the file has a value for it. ``dialect``
    says who reads the file; without it the folder is asked. Raises EnvFileRefused, EnvFileUnreadable,
    EnvFileNotWritten, EnvFileBusy or InvalidInput; in each case the file is as it was before.
    """
    check_folder(folder)
    reader = dialect or dialect_of(folder)
    path = folder / ENV_FILE
    _apply(parse(take(path).text(), reader), entries)
    with own_turn(folder):
        warnings = [*ensure_ignored(folder, ENV_FILE), *_tracked(folder), *_clashes(entries)]
        edit = _edit(path, _PRIVATE, reader, lambda document: _apply(document, entries))
    return WrittenEnv(
        path,
        tuple(edit.added),
        tuple(edit.changed),
        tuple(edit.kept),
        tuple(edit.commented),
        (*warnings, *edit.warnings),
    )


def write_example(folder: Path, entries: Sequence[EnvEntry]) -> Path:
    """Write the names of the entries, with their comments and without values, into ``folder/.env.example``.

    A name that stands there already, with or without a value, is left alone. Raises as :func:`write_env` does.
    """
    check_folder(folder)
    path = folder / EXAMPLE_FILE
    with own_turn(folder):
        _edit(path, None, Dialect.NODE, lambda document: _name_all(document, entries))
    return path


def dialect_of(folder: Path) -> Dialect:
    """Say who reads the ``.env`` of a folder: what its ``package.json`` or Python project file tells, else Next.js."""
    try:
        package = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        python = any((folder / name).is_file() for name in ("pyproject.toml", "requirements.txt", "manage.py"))
        return Dialect.PYTHON if python else Dialect.NEXT
    sections = [package.get(key) for key in ("dependencies", "devDependencies")] if isinstance(package, dict) else []
    names = {name for section in sections if isinstance(section, dict) for name in section}
    return Dialect.NEXT if names & {"next", "vite", "dotenv-expand"} else Dialect.NODE


def _edit(path: Path, mode: int | None, dialect: Dialect, change: Callable[[Document], _Edit]) -> _Edit:
    """Change the file, anew from its latest content where somebody wrote it meanwhile."""
    for attempt in range(1, _ATTEMPTS + 1):
        before = take(path)
        document = parse(before.text(), dialect)
        edit = change(document)
        try:
            _store(before, document.text(), mode)
        except EnvFileBusy:
            if attempt == _ATTEMPTS:
                raise
        else:
            return edit
    raise AssertionError("the last attempt returns or raises")


def _store(before: Snapshot, text: str, mode: int | None) -> None:
    if before.content is None or before.content != text.encode("utf-8"):
        put(before, text, mode=mode)
    elif mode is not None and before.mode != mode:
        restrict(before.path, mode)


def _apply(document: Document, entries: Sequence[EnvEntry]) -> _Edit:
    edit = _Edit()
    for entry in entries:
        if entry.value is None:
            if document.get(entry.name) is None:
                document.disable(entry.name, entry.why_missing, entry.comment)
                edit.commented.append(entry.name)
            continue
        old = document.get(entry.name)
        change, misread_by = _set(document, entry, entry.value)
        edit.names(change).append(entry.name)
        if change == "changed" and old:
            edit.warnings.append(f"{entry.name} had another value in .env; it was replaced.")
        if misread_by:
            edit.warnings.append(
                f"{entry.name} holds characters that {' and '.join(misread_by)} would read differently."
            )
    return edit


def _set(document: Document, entry: EnvEntry, value: Secret) -> tuple[Change, tuple[str, ...]]:
    try:
        return document.set(entry.name, value, entry.comment)
    except NotWritable as error:
        raise NotWritable(error.code, f"{entry.name}: {error.message}", error.hint) from None


def _name_all(document: Document, entries: Sequence[EnvEntry]) -> _Edit:
    edit = _Edit()
    for entry in entries:
        if document.get(entry.name) is None and not document.is_disabled(entry.name):
            document.set(entry.name, Secret(""), entry.comment)
            edit.added.append(entry.name)
    return edit


def _tracked(folder: Path) -> list[str]:
    if not is_tracked(folder, ENV_FILE):
        return []
    return [f"git tracks {ENV_FILE} already, so .gitignore does not help: run git rm --cached {ENV_FILE}."]


def _clashes(entries: Sequence[EnvEntry]) -> list[str]:
    """Name the variables that the entries themselves give two different values."""
    seen: dict[str, Secret] = {}
    clashing = []
    for entry in entries:
        if entry.value is not None and seen.setdefault(entry.name, entry.value) != entry.value:
            clashing.append(entry.name)
    return [f"{name} is asked for with two different values; the last one was written." for name in clashing]
