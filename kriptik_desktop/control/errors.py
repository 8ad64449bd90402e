"""What can go wrong between a command and the owner."""

from __future__ import annotations

from kriptik_desktop.core.errors import Conflict, InvalidInput, Locked, Unavailable


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


def parameter_wrong(name: str, wanted: str) -> InvalidInput:
    """Return the error for something a command cannot use."""
    return InvalidInput("parameter_wrong", f"'{name}' must be {wanted}.", "See 'kriptik --help'.")


def still_locked(why: str, *, by_password: bool) -> Locked:
    """Return the error for a vault that nothing given opens; its code tells the caller what to ask for."""
    because = f" {why}" if why else ""
    if by_password:
        return Locked(
            "vault_locked",
            f"The vault is locked.{because}",
            "Unlock it with 'kriptik vault unlock', or give the password with --password-fd or KRIPTIK_PASSWORD_FILE.",
        )
    return Locked(
        "vault_needs_kit",
        f"The vault is locked.{because}",
        "Open it by its recovery kit: 'kriptik vault unlock --recovery'.",
    )


def who_is_there(why: str = "", *, by_password: bool) -> Locked:
    """Return the error for an unlocked vault that wants to know whether the person is there."""
    because = f" {why}" if why else ""
    return Locked(
        "vault_reauthentication_needed" if by_password else "vault_needs_kit",
        f"This needs to know that it is you; the vault was last unlocked too long ago.{because}",
        "Give the password with --password-fd or KRIPTIK_PASSWORD_FILE, or the command on a terminal."
        if by_password
        else "Show the recovery kit: 'kriptik vault unlock --recovery', then give the command again.",
    )
