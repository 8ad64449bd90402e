"""Writes generated files into a project without ever losing what a person wrote there.

A file is replaced only when it still is what a build wrote before; an edited one is kept and named. Each file appears
whole or not at all (temporary file, then rename), so a killed build leaves nothing half written.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kriptik_desktop.core.errors import Refused


@dataclass(frozen=True, slots=True)
class WriteReport:
    """Digests of the files that now hold what was generated, and the paths of those a person had edited."""

    written: Mapping[str, str]
    kept: tuple[str, ...]


def digest_of(content: bytes) -> str:
    """Return the digest by which a later build recognises its own file."""
    return hashlib.sha256(content).hexdigest()


def write_files(folder: Path, files: Mapping[str, str], known: Mapping[str, str]) -> WriteReport:
    """Write ``files`` (POSIX paths inside ``folder`` -> text); ``known`` holds the digests of earlier builds.

    Raises Refused when the folder leads outside itself through a link, or cannot be written.
    """
    written: dict[str, str] = {}
    kept: list[str] = []
    for path, text in files.items():
        target, content = _inside(folder, path), text.encode()
        digest = digest_of(content)
        try:
            if _edited_by_a_person(target, digest, known.get(path)):
                kept.append(path)
                continue
            _replace(target, content)
        except OSError as error:
            raise Refused(
                "file_not_written",
                f"{target} could not be written: {error.strerror or error}.",
                "Free the disk or correct the folder's permissions, then resume the build.",
            ) from error
        written[path] = digest
    return WriteReport(written, tuple(kept))


def _inside(folder: Path, path: str) -> Path:
    parts = PurePosixPath(path).parts
    if not parts or PurePosixPath(path).is_absolute() or ".." in parts:
        raise ValueError(f"a generated path must stay inside its project: {path}")
    target = folder.joinpath(*parts)
    for step in (target, *target.parents):
        if step == folder:
            break
        if step.is_symlink():
            raise Refused(
                "link_in_project",
                f"{step} is a link, and KripTik does not write through links.",
                "Replace the link by a real folder or file, then resume the build.",
            )
    return target


def _edited_by_a_person(target: Path, new: str, known: str | None) -> bool:
    try:
        present = digest_of(target.read_bytes())
    except FileNotFoundError:
        return False
    return present not in (new, known)


def _replace(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".kriptik-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if os.name == "posix":
            os.chmod(temporary, 0o644)
        os.replace(temporary, target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
