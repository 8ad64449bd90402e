"""Why an export was not written; each is found before the vault hands anything out, where that can be."""

from __future__ import annotations

from kriptik_desktop.core.errors import Conflict, NotFound, Unavailable

_NOTHING = "Nothing was exported."


class ExportPlaceTaken(Conflict):
    """Something lies at the path already, and an export never replaces a file."""

    def __init__(self, path: str) -> None:
        super().__init__(
            "export_place_taken", f"There is a file at {path} already; it was left as it is.", "Choose another name."
        )


class ExportNotWritten(Unavailable):
    """The file could not be written where it was wanted."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(
            "export_not_written", f"{path} could not be written: {why}. {_NOTHING}", "Choose another place."
        )


class ExportNothing(NotFound):
    """There is no credential to export."""

    def __init__(self) -> None:
        super().__init__("export_nothing", f"There is no credential to export. {_NOTHING}", "Add one first.")


class ExportFailed(Unavailable):
    """The process that makes the file gave none."""

    def __init__(self) -> None:
        super().__init__(
            "export_failed",
            f"The KeePass file could not be made: its writer ran out of memory or time, or failed. {_NOTHING}",
            "Close other programs and try again.",
        )
