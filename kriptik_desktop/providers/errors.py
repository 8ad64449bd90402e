"""What can go wrong with the catalogue itself; trouble with a provider is a probe's outcome, not an exception."""

from __future__ import annotations

from kriptik_desktop.core.errors import Damaged, NotFound


class UnknownProvider(NotFound):
    """No file of the catalogue has this id or alias."""

    def __init__(self, wanted: str, close: tuple[str, ...] = ()) -> None:
        hint = (
            f"Did you mean {' or '.join(close)}?" if close else "See the list of integrations for the ids that exist."
        )
        super().__init__("unknown_provider", f"There is no integration called {wanted!r} in the catalogue.", hint)


class CatalogueDamaged(Damaged):
    """A catalogue file cannot be used, or two of them contradict each other."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(
            "catalogue_damaged",
            f"The catalogue file {where} cannot be used: {reason}.",
            "Install KripTik Desktop again, or correct the file if you changed it.",
        )
