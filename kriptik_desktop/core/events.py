"""The typed bus on which rooms tell what happened.

Delivery is synchronous, in order, on the loop's own thread: a reader sees facts in the order they became true, and a
handler that must wait starts work on its own supervisor. Events say "look again"; truth is in the rows.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A fact that already happened; past-tense names, ids instead of objects, never a secret."""


E = TypeVar("E", bound=Event)
CrashSink = Callable[[BaseException, str], None]


class Subscription:
    """One handler's place on the bus; whoever subscribed closes it."""

    def __init__(self, cancel: Callable[[], None]) -> None:
        self._cancel = cancel

    def close(self) -> None:
        """Stop hearing; closing twice is fine."""
        self._cancel()


@dataclass(slots=True, eq=False)
class _Place:
    kind: type[Event]
    handler: Callable[[Any], None]
    taken: bool = True


class EventBus:
    """Delivers each event to the handlers of its class and of its base classes."""

    def __init__(self, on_crash: CrashSink) -> None:
        self._places: list[_Place] = []
        self._on_crash = on_crash
        self._thread = threading.get_ident()

    def subscribe(self, kind: type[E], handler: Callable[[E], None]) -> Subscription:
        """Call ``handler`` with every later event that is a ``kind``."""
        place = _Place(kind, handler)
        self._places.append(place)

        def cancel() -> None:
            if place.taken:
                place.taken = False
                self._places.remove(place)

        return Subscription(cancel)

    def publish(self, event: Event) -> None:
        """Tell everybody; one failing handler never keeps the next from hearing, a closed one hears nothing more.

        Raises RuntimeError on any thread but the one the bus was made on.
        """
        if threading.get_ident() != self._thread:
            raise RuntimeError("events are published on the loop's own thread only")
        for place in tuple(self._places):
            if place.taken and isinstance(event, place.kind):
                try:
                    place.handler(event)
                except Exception as error:
                    self._on_crash(error, f"handler of {type(event).__name__}")
