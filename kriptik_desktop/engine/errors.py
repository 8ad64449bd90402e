"""What can go wrong between a person and the engine; what goes wrong inside a run is stored in the run."""

from __future__ import annotations

from kriptik_desktop.core.errors import Conflict


class NotDead(Conflict):
    """Only a run that ended by an error can be tried again."""

    def __init__(self, run_id: str, state: str) -> None:
        super().__init__(
            "engine_not_dead",
            f"Run {run_id} is {state}; only one that ended by an error can be tried again.",
            "Wait until it has ended, or cancel it.",
        )
