"""A clock that moves only when told to."""

from __future__ import annotations


class FakeClock:
    """Starts at a fixed time; :meth:`advance` moves both of its times."""

    def __init__(self, now_ms: int = 1_790_000_000_000) -> None:
        self._now_ms, self._monotonic = now_ms, 100.0

    def now_ms(self) -> int:
        """Return the time it was set to."""
        return self._now_ms

    def monotonic(self) -> float:
        """Return seconds since an arbitrary start."""
        return self._monotonic

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self._now_ms += round(seconds * 1000)
        self._monotonic += seconds
