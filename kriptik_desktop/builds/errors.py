"""What can be refused about a build."""

from __future__ import annotations

from kriptik_desktop.core.errors import Conflict, InvalidInput, NotFound, Refused


def no_such_build(build_id: str) -> NotFound:
    """Return the error for an unknown build."""
    return NotFound("no_such_build", f"There is no build '{build_id}'.", "'kriptik build list' shows the builds.")


def already_building(name: str) -> Conflict:
    """Return the error for a second build of one project at a time."""
    return Conflict(
        "already_building",
        f"A build of '{name}' is under way already.",
        "Let it end, or cancel it first with 'kriptik build cancel'.",
    )


def stack_empty(name: str) -> InvalidInput:
    """Return the error for a project without prompt and stack."""
    return InvalidInput(
        "nothing_to_build", f"'{name}' has neither a prompt nor a stack.", "Describe the app, or add an integration."
    )


def made_elsewhere(name: str) -> Refused:
    """Return the error for building a project whose code KripTik did not write."""
    return Refused(
        "project_made_elsewhere",
        f"'{name}' holds code that KripTik did not write, so it builds nothing into it.",
        "Give its credentials with 'kriptik credentials set' and write them with 'kriptik env write'.",
    )


def not_failed() -> Conflict:
    """Return the error for resuming what did not stop."""
    return Conflict("build_not_failed", "Only a failed or waiting build can be resumed.", "Start a new build instead.")


def leaked(paths: list[str]) -> Refused:
    """Return the error for a secret found outside the environment file."""
    listed = ", ".join(paths[:5])
    return Refused(
        "secret_in_file",
        f"A credential's value stands in {listed}, where anybody with the code would see it.",
        "Remove it there and read it from the environment, then resume the build.",
    )
