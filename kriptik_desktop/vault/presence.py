"""Whether the person has shown a little while ago that they are there.

An unlocked vault is not enough for what shows, copies, exports or destroys: a computer may stand open on a desk. Work
of builds and agents passes, because what a build may read was agreed when it was started.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from kriptik_desktop.core.clock import Clock
from kriptik_desktop.vault.errors import ReauthenticationNeeded
from kriptik_desktop.vault.model import Actor, SlotKind

PRESENT_S: Final = 300.0
"""How long a password, once typed, counts: five minutes, in which the computer may also have slept."""

_PEOPLE: Final = frozenset({"window", "cli"})


def ways_to_prove(kinds: tuple[SlotKind, ...]) -> tuple[SlotKind, ...]:
    """Return which ways of a vault that has ``kinds`` show that the person is there, the daily one first.

    A keyring opens for whoever sits at the desk, so it counts only where there is no password to ask for.
    """
    return ("password", "recovery") if "password" in kinds else ("keyring", "recovery")


def _nothing() -> None:
    """Nobody waits for the end."""


class Presence:
    """When the person last proved to be there; lives on the loop's thread."""

    def __init__(self, clock: Clock, valid_s: float = PRESENT_S, *, ended: Callable[[], None] = _nothing) -> None:
        self._clock = clock
        self._ended = ended
        self._until: float | None = None
        self.valid_s = valid_s

    @property
    def recent(self) -> bool:
        """Whether the last proof still counts."""
        return self._until is not None and self._clock.since_boot() < self._until

    def seen(self) -> None:
        """Note that the person has just typed a password or recovery key, or that the keyring opened for them."""
        self._until = self._clock.since_boot() + self.valid_s

    def end(self) -> None:
        """Forget the last proof, and say so if there was one; ending twice is fine."""
        if self._until is None:
            return
        self._until = None
        self._ended()

    def allows(self, actor: Actor) -> bool:
        """Return whether ``actor`` may go on without being asked."""
        return self.recent or actor.origin not in _PEOPLE

    def require(self, actor: Actor, ways: tuple[SlotKind, ...]) -> None:
        """Let ``actor`` go on.

        Raises ReauthenticationNeeded, which names ``ways``, where a person asks whose last proof no longer counts.
        """
        if not self.allows(actor):
            raise ReauthenticationNeeded(ways)
