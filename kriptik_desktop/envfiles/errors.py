"""What can go wrong with the environment files of a project; no message ever holds a value."""

from __future__ import annotations

from kriptik_desktop.core.errors import Conflict, InvalidInput, Refused, Unavailable


class EnvFileRefused(Refused):
    """Something else stands where the file should be, or the person protected it."""


class EnvFileUnreadable(InvalidInput):
    """The file is there and is no text that can be edited."""


class EnvFileNotWritten(Unavailable):
    """The system did not take the file; the old one is as it was."""


class EnvFileBusy(Conflict):
    """Another program keeps changing the file while it is written."""
