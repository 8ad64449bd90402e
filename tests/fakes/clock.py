"""A clock that moves only when told to."""

from __future__ import annotations


class FakeClock:
    """Starts at a fixed time; :meth:`advance` moves all of its times, :meth:`sleep` those that run on in sleep."""

    def __init__(self, now_ms: int = 1_790_000_000_000) -> None:
        self._now_ms, self._monotonic, self._asleep = now_ms, 100.0, 0.0

    def now_ms(self) -> int:
        """Return the time it was set to."""
        return self._now_ms

    def monotonic(self) -> float:
        """Return seconds since an arbitrary start."""
        return self._monotonic

    def since_boot(self) -> float:
        """Return seconds since an arbitrary start, sleep included."""
        return self._monotonic + self._asleep

    def sleep(self, seconds: float) -> None:
        """Let the computer sleep."""
        self._now_ms += round(seconds * 1000)
        self._asleep += seconds

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self._now_ms += round(seconds * 1000)
        self._monotonic += seconds

    def set_back(self, seconds: float) -> None:
        """Let somebody set the wall clock back."""
        self._now_ms -= round(seconds * 1000)
