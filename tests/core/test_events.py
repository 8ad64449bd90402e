"""The bus delivers in order, by class, on its own thread, and no handler harms another."""

from __future__ import annotations

import functools
import threading
from dataclasses import dataclass

import pytest

from kriptik_desktop.core.events import Event, EventBus, Subscription


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved(Event):
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedTwice(Saved):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed(Event):
    name: str


class Sink:
    def __init__(self) -> None:
        self.bugs: list[tuple[BaseException, str]] = []

    def __call__(self, error: BaseException, where: str) -> None:
        self.bugs.append((error, where))


@pytest.fixture
def sink() -> Sink:
    return Sink()


@pytest.fixture
def bus(sink: Sink) -> EventBus:
    return EventBus(sink)


def test_a_handler_hears_its_class_and_the_classes_below(bus: EventBus) -> None:
    heard: list[Event] = []
    bus.subscribe(Saved, heard.append)
    bus.publish(Saved(name="a"))
    bus.publish(Removed(name="b"))
    bus.publish(SavedTwice(name="c"))
    assert heard == [Saved(name="a"), SavedTwice(name="c")]


def noted(order: list[int], number: int, event: Event) -> None:
    order.append(number)


def test_handlers_hear_in_the_order_they_came(bus: EventBus) -> None:
    order: list[int] = []
    for number in range(5):
        bus.subscribe(Event, functools.partial(noted, order, number))
    bus.publish(Saved(name="a"))
    assert order == [0, 1, 2, 3, 4]


def test_a_failing_handler_is_reported_and_stops_nobody(bus: EventBus, sink: Sink) -> None:
    heard: list[Event] = []

    def fail(event: Event) -> None:
        raise ValueError("odd")

    bus.subscribe(Saved, fail)
    bus.subscribe(Saved, heard.append)
    bus.publish(Saved(name="a"))
    assert heard == [Saved(name="a")]
    assert [(type(error), where) for error, where in sink.bugs] == [(ValueError, "handler of Saved")]


def test_a_closed_subscription_hears_nothing_and_may_be_closed_again(bus: EventBus) -> None:
    heard: list[Event] = []
    subscription = bus.subscribe(Saved, heard.append)
    subscription.close()
    subscription.close()
    bus.publish(Saved(name="a"))
    assert heard == []


def test_closing_twice_leaves_an_equal_subscription_alone(bus: EventBus) -> None:
    heard: list[Event] = []
    first, _second = bus.subscribe(Saved, heard.append), bus.subscribe(Saved, heard.append)
    first.close()
    first.close()
    bus.publish(Saved(name="a"))
    assert heard == [Saved(name="a")]


def test_who_is_closed_during_delivery_hears_nothing_more(bus: EventBus) -> None:
    heard: list[Event] = []
    later: list[Subscription] = []
    bus.subscribe(Saved, lambda _: later[0].close())
    later.append(bus.subscribe(Saved, heard.append))
    bus.publish(Saved(name="a"))
    assert heard == []


def test_who_comes_during_delivery_hears_the_next_event(bus: EventBus) -> None:
    heard: list[Event] = []

    def hand_over(event: Saved) -> None:
        once.close()
        bus.subscribe(Saved, heard.append)

    once = bus.subscribe(Saved, hand_over)
    bus.publish(Saved(name="a"))
    bus.publish(Saved(name="b"))
    assert heard == [Saved(name="b")]


def test_a_fact_published_by_a_handler_is_heard(bus: EventBus) -> None:
    heard: list[Event] = []
    bus.subscribe(Saved, lambda event: bus.publish(Removed(name=event.name)))
    bus.subscribe(Removed, heard.append)
    bus.publish(Saved(name="a"))
    assert heard == [Removed(name="a")]


def test_publishing_from_another_thread_is_refused(bus: EventBus) -> None:
    heard: list[Event] = []
    refused: list[str] = []
    bus.subscribe(Saved, heard.append)

    def publish() -> None:
        with pytest.raises(RuntimeError) as caught:
            bus.publish(Saved(name="a"))
        refused.append(str(caught.value))

    thread = threading.Thread(target=publish)
    thread.start()
    thread.join()
    assert heard == []
    assert refused == ["events are published on the loop's own thread only"]
