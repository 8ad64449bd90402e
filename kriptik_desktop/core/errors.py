"""The one tree of errors a person can meet; everything outside it is a bug and goes to the crash sink.

    KriptikError
    +-- InvalidInput        what was given cannot be used; change it and try again
    +-- NotFound            the thing named does not exist (any more)
    +-- Conflict            it clashes with what is already there
    +-- Refused             a rule or the other side says no; trying again does not help
    +-- Locked              the vault must be unlocked first
    +-- Unavailable         not reachable now; trying again may help (retryable)
    +-- Damaged             stored data fails its own checks

The branches name behaviour, because that is what a caller decides on; rooms subclass them for their own facts.
"""

from __future__ import annotations


class KriptikError(Exception):
    """Something went wrong that the person can understand and act upon.

    ``code`` is stable and for programs, ``message`` says what happened and why, ``hint`` says what to do next.
    """

    retryable = False

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".rstrip()


class InvalidInput(KriptikError):
    """What was given cannot be used as it is."""


class NotFound(KriptikError):
    """What was named does not exist."""


class Conflict(KriptikError):
    """The wish clashes with the present state."""


class Refused(KriptikError):
    """A rule, or the other side, says no."""


class Locked(KriptikError):
    """The vault holds its keys back until somebody unlocks it."""


class Unavailable(KriptikError):
    """Something outside is not there now; the same wish may work later."""

    retryable = True


class Damaged(KriptikError):
    """Stored data does not pass its own checks."""
