"""Where each task of a build lies on the strip chart: real times on an axis that leaves out what nobody worked in.

A build may wait a day for a credential and then run for a minute; on a plain axis that minute would be a hair. So the
axis counts working time, and each long pause is a break of a fixed width that says how long it was.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kriptik_desktop.builds.model import Build, Task

_BREAK_SHARE, _BREAKS_SHARE = 0.11, 0.45
_LONG_PAUSE_MS, _LONG_PAUSE_SHARE = 1000, 0.2
_SHORTEST_AXIS_MS = 100
_SHORTEST_GROWING_MS = 5000
_STEPS = (100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000)
_TICKS, _TICK_ROOM, _LAST_TICK = 6, 0.08, 0.95
_LANE_ROWS, _DENSE_LANE_ROWS, _DENSE_FROM = 3, 6, 20


@dataclass(frozen=True, slots=True)
class Reach:
    """From where to where something lies on the axis, as shares of its width."""

    start: float = 0.0
    end: float = 0.0


@dataclass(frozen=True, slots=True)
class Break:
    """A pause that the axis leaves out; ``waiting`` when a task waited for a person meanwhile."""

    start: float
    end: float
    milliseconds: int
    waiting: bool
    open: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A point of the axis, in milliseconds of working time."""

    at: float
    milliseconds: int


@dataclass(frozen=True, slots=True)
class Lane:
    """The place of a phase from top to bottom, in rows of the chart."""

    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Strip:
    """The whole chart; works and waits by task key, rows counted from the top."""

    works: Mapping[str, Reach]
    waits: Mapping[str, Reach]
    rows: Mapping[str, float]
    lanes: tuple[Lane, ...]
    breaks: tuple[Break, ...]
    ticks: tuple[Tick, ...]
    dense: bool

    @property
    def height(self) -> float:
        """Return the height of all lanes, in rows."""
        return self.lanes[-1].top + self.lanes[-1].height if self.lanes else 0.0


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int

    @property
    def length(self) -> int:
        return self.end - self.start


class _Axis:
    """Turns moments into shares of the width; ``pieces`` follow each other without gaps."""

    def __init__(self, pieces: Sequence[_Span], pauses: frozenset[_Span], spare_ms: int) -> None:
        worked = sum(piece.length for piece in pieces if piece not in pauses)
        self.worked_ms = max(worked + spare_ms, _SHORTEST_AXIS_MS)
        pause_share = min(_BREAK_SHARE, _BREAKS_SHARE / len(pauses)) if pauses else 0.0
        scale = (1 - pause_share * len(pauses)) / self.worked_ms
        self.pauses: list[tuple[_Span, Reach]] = []
        self._starts: list[int] = []
        self._parts: list[tuple[float, float, float]] = []
        at = worked_at = 0.0
        for piece in pieces:
            share = pause_share if piece in pauses else piece.length * scale
            self._starts.append(piece.start)
            self._parts.append((at, share / piece.length if piece.length else 0.0, worked_at))
            if piece in pauses:
                self.pauses.append((piece, Reach(_share(at), _share(at + share))))
            else:
                worked_at += piece.length
            at += share

        self._scale = scale

    def share(self, moment: int) -> float:
        """Return where a moment lies."""
        if not self._starts:
            return 0.0
        index = max(0, bisect_right(self._starts, moment) - 1)
        at, scale, _ = self._parts[index]
        return _share(at + (moment - self._starts[index]) * scale)

    def share_of_work(self, milliseconds: int) -> float:
        """Return where so much working time has passed."""
        before = sum(
            reach.end - reach.start for pause, reach in self.pauses if self._worked_before(pause) < milliseconds
        )
        return _share(before + milliseconds * self._scale)

    def _worked_before(self, pause: _Span) -> float:
        return self._parts[self._starts.index(pause.start)][2]


def _share(value: float) -> float:
    # Rounded, so that what did not move is equal at the next tick and nothing is drawn again.
    return round(min(1.0, max(0.0, value)), 6)


def lay_out(build: Build, tasks: Sequence[Task], now: int) -> Strip:
    """Return the chart of a build as it stands at ``now`` (UTC milliseconds)."""
    works = {task.key: span for task in tasks if (span := worked(task, now))}
    waits = {task.key: span for task in tasks if (span := waited(task, tasks, now))}
    axis, last = _axis(build, tasks, list(works.values()), now)
    lanes, rows, dense = _lanes(tasks)
    return Strip(
        works={key: Reach(axis.share(span.start), axis.share(span.end)) for key, span in works.items()},
        waits={key: Reach(axis.share(span.start), axis.share(span.end)) for key, span in waits.items()},
        rows=rows,
        lanes=lanes,
        breaks=tuple(_break(pause, reach, waits.values(), last) for pause, reach in axis.pauses),
        ticks=tuple(_ticks(axis)) if works else (),
        dense=dense,
    )


def worked(task: Task, now: int) -> _Span | None:
    """Return from when to when a task worked, or None when it has not; a parked one counts as waiting."""
    if task.started_at is None or task.state == "blocked":
        return None
    end = now if task.state == "running" or task.ended_at is None else task.ended_at
    return _Span(task.started_at, max(task.started_at, end))


def waited(task: Task, tasks: Sequence[Task], now: int) -> _Span | None:
    """Return from when to when a task waited for a person, or None; a wait too short to see is none."""
    if task.kind != "connect" and task.state != "blocked":
        return None
    ready = task.started_at if task.state == "blocked" and task.started_at else _phase_began(task, tasks)
    until = now if task.state == "blocked" else task.started_at
    if until is None and task.state == "cancelled":
        until = task.ended_at
    if ready is None or until is None or (task.state != "blocked" and until - ready < _LONG_PAUSE_MS):
        return None
    return _Span(ready, max(ready, until))


def worked_ms(tasks: Iterable[Task], now: int) -> int:
    """Return how long at least one of these tasks worked."""
    spans = (worked(task, now) for task in tasks)
    return sum(span.length for span in _merged(span for span in spans if span))


def _phase_began(task: Task, tasks: Sequence[Task]) -> int | None:
    began = [other.started_at for other in tasks if other.phase == task.phase and other.started_at is not None]
    ended = [other.ended_at for other in tasks if other.phase < task.phase and other.ended_at is not None]
    return min(began) if began else max(ended, default=None)


def _axis(build: Build, tasks: Sequence[Task], works: list[_Span], now: int) -> tuple[_Axis, _Span | None]:
    busy = any(task.state == "running" for task in tasks)
    active = _merged(works)
    pieces = list(_pieces(build, active, busy, now))
    total = sum(span.length for span in active)
    long = max(_LONG_PAUSE_MS, int(_LONG_PAUSE_SHARE * total))
    waiting = build.status in ("waiting_credentials", "vault_locked") and not busy
    last = pieces[-1] if waiting and pieces and pieces[-1] not in active else None
    pauses = frozenset(piece for piece in pieces if piece not in active and (piece.length > long or piece is last))
    kept = sum(piece.length for piece in pieces if piece not in pauses)
    return _Axis(pieces, pauses, _rounded_up(kept) - kept if busy else 0), last


def _pieces(build: Build, active: list[_Span], busy: bool, now: int) -> Iterator[_Span]:
    at = active[0].start if active else build.created_at
    for span in active:
        if span.start > at:
            yield _Span(at, span.start)
        yield span
        at = span.end
    end = build.ended_at if build.ended_at is not None else now
    waits = build.status in ("waiting_credentials", "vault_locked", "cancelled")
    if active and not busy and waits and end > at:
        yield _Span(at, end)


def _merged(spans: Iterable[_Span]) -> list[_Span]:
    merged: list[_Span] = []
    for span in sorted(spans, key=lambda each: each.start):
        if merged and span.start <= merged[-1].end:
            merged[-1] = _Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _rounded_up(milliseconds: int) -> int:
    """Return a length with room to grow, so that a growing bar moves and the rest of the chart stays."""
    step = _step(milliseconds)
    return max(_SHORTEST_GROWING_MS, (milliseconds // step + 1) * step)


def _step(milliseconds: int) -> int:
    fitting = (step for step in _STEPS if milliseconds <= _TICKS * step)
    return next(fitting, -(-milliseconds // (_TICKS * _STEPS[-1])) * _STEPS[-1])


def _ticks(axis: _Axis) -> Iterator[Tick]:
    step, last = _step(axis.worked_ms), -1.0
    for milliseconds in range(0, axis.worked_ms + 1, step):
        at = axis.share_of_work(milliseconds)
        if at - last >= _TICK_ROOM and at <= _LAST_TICK:
            last = at
            yield Tick(at, milliseconds)


def _break(pause: _Span, reach: Reach, waits: Iterable[_Span], last: _Span | None) -> Break:
    waiting = any(wait.start < pause.end and wait.end > pause.start for wait in waits)
    return Break(reach.start, reach.end, pause.length, waiting, open=pause == last)


def _lanes(tasks: Sequence[Task]) -> tuple[tuple[Lane, ...], Mapping[str, float], bool]:
    by_phase: dict[int, list[str]] = {}
    for task in tasks:
        by_phase.setdefault(int(task.phase), []).append(task.key)
    dense = any(len(keys) >= _DENSE_FROM for keys in by_phase.values())
    least, margin = (_DENSE_LANE_ROWS, 2) if dense else (_LANE_ROWS, 1)
    lanes, rows, top = [], {}, 0.0
    for phase in range(max(by_phase, default=-1) + 1):
        keys = by_phase.get(phase, [])
        height = max(least, len(keys) + margin)
        lanes.append(Lane(top, height))
        rows.update({key: top + (height - len(keys)) / 2 + at for at, key in enumerate(keys)})
        top += height
    return tuple(lanes), rows, dense
