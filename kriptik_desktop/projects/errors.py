"""What can go wrong with a project's folder and name, in words a person can act on."""

from __future__ import annotations

from pathlib import Path

from kriptik_desktop.core.errors import Conflict, InvalidInput, NotFound


def folder_is_a_file(folder: Path) -> InvalidInput:
    """Return the error for a path that is taken by a file."""
    return InvalidInput("folder_is_a_file", f"{folder} is a file, not a folder.", "Choose a folder, or a new name.")


def folder_not_empty(folder: Path) -> Conflict:
    """Return the error for a folder that holds somebody's files."""
    return Conflict(
        "folder_not_empty",
        f"{folder} already holds files, and KripTik does not write among files it did not make.",
        "Choose an empty folder, or a new name inside this one.",
    )


def folder_not_writable(folder: Path) -> InvalidInput:
    """Return the error for a folder that cannot be written."""
    return InvalidInput(
        "folder_not_writable",
        f"KripTik may not write in {folder}.",
        "Choose another folder, or change its permissions.",
    )


def folder_relative(folder: Path) -> InvalidInput:
    """Return the error for a folder given without its full path."""
    return InvalidInput("folder_relative", f"'{folder}' is not a full path.", "Give the folder with its full path.")


def folder_taken(folder: Path, name: str) -> Conflict:
    """Return the error for a folder that another project uses."""
    return Conflict(
        "folder_taken", f"{folder} belongs to the project '{name}'.", "Open that project, or choose another folder."
    )


def name_missing() -> InvalidInput:
    """Return the error for a project without a name."""
    return InvalidInput(
        "project_name_missing", "The project has no name.", "Give it a name of 1 to 80 characters on one line."
    )


def no_such_project(wanted: str) -> NotFound:
    """Return the error for an unknown name or id."""
    return NotFound("no_such_project", f"There is no project '{wanted}'.", "'kriptik project list' shows the projects.")


def name_ambiguous(wanted: str, count: int) -> Conflict:
    """Return the error for a name that several projects carry."""
    return Conflict(
        "project_name_ambiguous",
        f"{count} projects are named '{wanted}'.",
        "Use the id that 'kriptik project list' shows.",
    )


def no_project_here(folder: Path) -> NotFound:
    """Return the error for a folder that is no known project."""
    return NotFound(
        "no_project_here", f"{folder} is not a project of this computer.", "Make one with 'kriptik project new'."
    )
