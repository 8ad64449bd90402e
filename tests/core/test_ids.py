"""Identifiers are UUIDs of version 7 that sort by time (RFC 9562, section 5.7)."""

from __future__ import annotations

import time
import uuid

from hypothesis import given
from hypothesis import strategies as st

from kriptik_desktop.core.clock import SystemClock
from kriptik_desktop.core.ids import uuid7_source
from tests.fakes.clock import FakeClock


@given(st.integers(0, (1 << 48) - 1), st.binary(min_size=10, max_size=10))
def test_time_version_and_variant_stand_where_the_rfc_puts_them(now_ms: int, random: bytes) -> None:
    value = uuid.UUID(uuid7_source(FakeClock(now_ms), lambda _: random)())
    assert (value.version, value.variant, value.int >> 80) == (7, uuid.RFC_4122, now_ms)


@given(st.integers(0, (1 << 48) - 2), st.integers(1, 1 << 30))
def test_later_sorts_later(now_ms: int, step_ms: int) -> None:
    later = min(now_ms + step_ms, (1 << 48) - 1)
    full, empty = lambda count: b"\xff" * count, bytes
    assert uuid7_source(FakeClock(now_ms), full)() < uuid7_source(FakeClock(later), empty)()


def test_many_in_one_millisecond_differ() -> None:
    source = uuid7_source(FakeClock())
    assert len({source() for _ in range(10_000)}) == 10_000


def test_the_example_of_the_rfc() -> None:
    random = bytes.fromhex("0cc318c4dc0c0c07398f")
    assert uuid7_source(FakeClock(0x017F22E279B0), lambda _: random)() == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


def test_the_system_clock_tells_this_time() -> None:
    clock = SystemClock()
    assert abs(clock.now_ms() - time.time() * 1000) < 1000
    assert clock.monotonic() <= clock.monotonic()
