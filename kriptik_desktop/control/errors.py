"""What can go wrong between a command and the owner."""

from __future__ import annotations

from kriptik_desktop.core.errors import Conflict, InvalidInput, Unavailable


def owner_silent() -> Unavailable:
    """Return the error for an owner that holds the lock but does not answer."""
    return Unavailable(
        "owner_silent",
        "Another KripTik process owns the data but does not answer.",
        "Wait a moment and try again; if it stays so, quit that process.",
    )


def owner_gone() -> Unavailable:
    """Return the error for a connection that ended before the answer."""
    return Unavailable(
        "owner_gone",
        "The KripTik process that was asked ended before it answered.",
        "What it had saved is kept. Give the command again.",
    )


def unknown_command(name: str) -> InvalidInput:
    """Return the error for a command that this version does not have."""
    return InvalidInput(
        "unknown_command", f"This version of KripTik has no command '{name}'.", "Restart KripTik after an update."
    )


def message_too_long() -> InvalidInput:
    """Return the error for a message over the limit."""
    return InvalidInput(
        "message_too_long", "The command carries more text than KripTik takes at once.", "Give it less text."
    )


def no_window() -> Conflict:
    """Return the error for raising a window where there is none."""
    return Conflict(
        "no_window", "KripTik runs without a window.", "Stop it with 'kriptik agent --stop', then open the window."
    )


def parameter_missing(name: str) -> InvalidInput:
    """Return the error for a command without something it needs."""
    return InvalidInput("parameter_missing", f"The command lacks '{name}'.", "See 'kriptik --help'.")
