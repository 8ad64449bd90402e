"""The strip chart's geometry: bars lie where their times say, long pauses become breaks, nothing leaves the axis."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kriptik_desktop.builds.model import Build, BuildStatus, Phase, Task, TaskKind, TaskState
from kriptik_desktop.ui.build_strip import Reach, lay_out, waited, worked, worked_ms

T0 = 1_700_000_000_000
MINUTE = 60_000


def build(status: BuildStatus = "running", ended: int | None = None) -> Build:
    return Build("b", "p", status, Phase.PARALLEL_BUILD, 0, None, T0, ended)


def task(
    key: str, phase: Phase, state: TaskState, start: int | None = None, end: int | None = None, kind: TaskKind = "code"
) -> Task:
    started = None if start is None else T0 + start
    ended = None if end is None else T0 + end
    return Task("b", key, phase, kind, key, state=state, started_at=started, ended_at=ended)


def near(reach: Reach, start: float, end: float) -> None:
    assert (reach.start, reach.end) == pytest.approx((start, end), abs=0.001)


def test_bars_of_an_ended_build_fill_the_axis_by_their_times() -> None:
    tasks = [
        task("a", Phase.INTENT, "done", 0, 2000),
        task("b", Phase.INITIALISE, "done", 2000, 8000),
        task("c", Phase.INITIALISE, "done", 4000, 10_000),
    ]
    strip = lay_out(build("complete", T0 + 10_000), tasks, T0 + MINUTE)
    near(strip.works["a"], 0, 0.2)
    near(strip.works["b"], 0.2, 0.8)
    near(strip.works["c"], 0.4, 1)
    assert not strip.breaks
    assert [(tick.milliseconds, round(tick.at, 3)) for tick in strip.ticks] == [
        (0, 0.0),
        (2000, 0.2),
        (4000, 0.4),
        (6000, 0.6),
        (8000, 0.8),
    ]


def test_a_long_wait_is_a_break_of_one_width_however_long_it_was() -> None:
    def shown(wait: int) -> tuple[float, float, int]:
        end = 4000 + wait
        tasks = [
            task("code", Phase.PARALLEL_BUILD, "done", 0, 4000),
            task("connect", Phase.PARALLEL_BUILD, "done", end, end + 4000, "connect"),
        ]
        strip = lay_out(build("complete", T0 + end + 4000), tasks, T0 + end + MINUTE)
        (pause,) = strip.breaks
        assert pause.waiting
        assert not pause.open
        near(strip.waits["connect"], 0, pause.end)
        near(strip.works["connect"], pause.end, 1)
        return pause.start, pause.end, pause.milliseconds

    short, long = shown(10 * MINUTE), shown(600 * MINUTE)
    assert short[:2] == long[:2]
    assert (short[2], long[2]) == (10 * MINUTE, 600 * MINUTE)


def test_a_pause_that_is_short_beside_the_work_stays_in_the_axis() -> None:
    tasks = [task("a", Phase.INTENT, "done", 0, 8000), task("b", Phase.INITIALISE, "done", 9000, 17_000)]
    strip = lay_out(build("complete", T0 + 17_000), tasks, T0 + 17_000)
    assert not strip.breaks
    near(strip.works["b"], 9 / 17, 1)


def test_while_a_build_waits_the_break_is_open_and_ends_the_axis() -> None:
    tasks = [
        task("code", Phase.PARALLEL_BUILD, "done", 0, 500),
        task("connect", Phase.PARALLEL_BUILD, "blocked", kind="connect"),
    ]
    strips = [lay_out(build("waiting_credentials"), tasks, T0 + now) for now in (600, MINUTE, 90 * MINUTE)]
    for strip in strips:
        (pause,) = strip.breaks
        assert pause.open
        near(strip.waits["connect"], 0, 1)
        assert pause.end == pytest.approx(1)
    assert len({strip.breaks[0].start for strip in strips}) == 1


def test_a_running_bar_grows_and_the_rest_of_the_chart_stays() -> None:
    tasks = [task("a", Phase.INTENT, "done", 0, 1000), task("b", Phase.INITIALISE, "running", 1000)]
    first, later = (lay_out(build(), tasks, T0 + now) for now in (2000, 4000))
    assert first.works["a"] == later.works["a"]
    assert first.ticks == later.ticks
    near(first.works["b"], 0.2, 0.4)
    near(later.works["b"], 0.2, 0.8)


def test_a_cancelled_build_shows_what_waited_until_the_end() -> None:
    tasks = [
        task("code", Phase.PARALLEL_BUILD, "done", 0, 500),
        task("connect", Phase.PARALLEL_BUILD, "cancelled", None, 30_000, "connect"),
    ]
    strip = lay_out(build("cancelled", T0 + 30_000), tasks, T0 + 99_000)
    (pause,) = strip.breaks
    assert (pause.milliseconds, pause.open) == (29_500, False)
    near(strip.waits["connect"], 0, 1)


def test_only_what_may_wait_for_a_person_is_said_to_wait() -> None:
    code = task("code", Phase.PARALLEL_BUILD, "done", 0, 500)
    late = task("docs", Phase.PARALLEL_BUILD, "done", 9000, 9500)
    soon = task("soon", Phase.PARALLEL_BUILD, "done", 900, 950, "connect")
    tasks = (code, late, soon)
    assert [waited(each, tasks, T0 + 9500) for each in tasks] == [None, None, None]
    parked = replace(task("leak", Phase.PARALLEL_BUILD, "blocked", 3000, kind="leak_check"))
    wait = waited(parked, (*tasks, parked), T0 + 8000)
    assert wait is not None
    assert wait.length == 5000
    assert worked(parked, T0 + 8000) is None


def test_working_time_counts_what_ran_at_once_only_once() -> None:
    tasks = [task("a", Phase.INTENT, "done", 0, 4000), task("b", Phase.INTENT, "running", 3000)]
    assert worked_ms(tasks, T0 + 5000) == 5000


def test_a_build_of_which_nothing_ran_has_lanes_and_no_bars() -> None:
    tasks = [task("a", Phase.INTENT, "pending"), task("b", Phase.HAND_OVER, "pending")]
    strip = lay_out(build(), tasks, T0 + 10)
    assert (strip.works, strip.waits, strip.ticks, strip.breaks) == ({}, {}, (), ())
    assert len(strip.lanes) == 6


@pytest.mark.parametrize(("count", "dense"), [(19, False), (20, True), (60, True)])
def test_many_tasks_at_once_lie_closer(count: int, dense: bool) -> None:
    tasks = [task(f"t{at}", Phase.PARALLEL_BUILD, "pending") for at in range(count)]
    assert lay_out(build(), tasks, T0).dense is dense


_MOMENTS = st.integers(0, 10 * 3_600_000)
_STATES: tuple[TaskState, ...] = ("pending", "running", "blocked", "done", "failed", "cancelled", "skipped")
_STATUSES: tuple[BuildStatus, ...] = (
    "running",
    "waiting_credentials",
    "vault_locked",
    "complete",
    "failed",
    "cancelled",
)


@st.composite
def _tasks(draw: st.DrawFn) -> list[Task]:
    tasks = []
    for at in range(draw(st.integers(0, 20))):
        state = draw(st.sampled_from(_STATES))
        start = draw(st.none() | _MOMENTS)
        end = None if start is None or state in ("running", "blocked") else start + draw(_MOMENTS)
        kind: TaskKind = draw(st.sampled_from(("code", "connect", "leak_check")))
        tasks.append(task(f"t{at}", draw(st.sampled_from(Phase)), state, start, end, kind))
    return tasks


@given(_tasks(), st.sampled_from(_STATUSES), _MOMENTS)
def test_whatever_the_rows_say_nothing_leaves_the_chart(tasks: list[Task], status: BuildStatus, age: int) -> None:
    now = T0 + max([age, *(each.ended_at - T0 for each in tasks if each.ended_at)])
    ended = now if status in ("complete", "failed", "cancelled") else None
    strip = lay_out(build(status, ended), tasks, now)
    for reach in (*strip.works.values(), *strip.waits.values()):
        assert 0 <= reach.start <= reach.end + 1e-9 <= 1 + 2e-9
    edges = [edge for pause in strip.breaks for edge in (pause.start, pause.end)]
    assert edges == sorted(edges)
    ticks = [tick.at for tick in strip.ticks]
    assert ticks == sorted(ticks)
    assert len({tick.milliseconds for tick in strip.ticks}) == len(ticks) <= 8
    places = sorted(strip.rows.values())
    assert all(after - before >= 1 for before, after in pairwise(places))
    assert all(0 <= place <= strip.height - 1 for place in places)
