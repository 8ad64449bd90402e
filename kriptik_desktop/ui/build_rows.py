"""What the build screen shows, made from a build's rows: words and lists, no window.

Reading and putting into words are apart, so that a clock that moves on costs no reading.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kriptik_desktop.ui.build_activity import FileRow, LogRow, file_rows, log_rows
from kriptik_desktop.ui.build_outcome import summary, waiting, way_out
from kriptik_desktop.ui.build_strip import Break, Reach, Strip, lay_out, waited, worked, worked_ms
from kriptik_desktop.ui.wording import BUILD_STATUS, PHASES, TASK_STATE, coarse_span, exact_span, span, translated

if TYPE_CHECKING:
    from kriptik_desktop.builds.model import BuildView, Task
    from kriptik_desktop.services import Services

LOG_LINES = 400
"""How many of the newest lines are shown; a build's record hands out no more."""
_NOWHERE = Reach(-1.0, -1.0)


@dataclass(frozen=True, slots=True)
class PhaseRow:
    """One phase: its lane of the chart (in rows) and its words."""

    phase: int
    title: str
    status: str
    progress: str
    duration: str
    words: str
    lane_top: float
    lane_height: float


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task: its line of the list and its bar; ``heading`` is set on the first task of a phase.

    The four places are shares of the axis, below 0 where there is nothing to draw; ``row`` counts rows of the chart.
    """

    task_key: str
    phase: int
    heading: str
    progress: str
    phase_status: str
    title: str
    icon: str
    status: str
    status_text: str
    reason: str
    duration: str
    words: str
    row: float
    start: float
    end: float
    wait_start: float
    wait_end: float


@dataclass(frozen=True, slots=True)
class BreakRow:
    """A pause that the axis of the chart leaves out; ``open`` while it lasts."""

    key: str
    start: float
    end: float
    label: str
    words: str
    open: bool


@dataclass(frozen=True, slots=True)
class TickRow:
    """A mark of the axis."""

    label: str
    at: float


@dataclass(frozen=True, slots=True)
class WaitRow:
    """One credential the build waits for."""

    request_id: str
    name: str
    slug: str


@dataclass(frozen=True, slots=True)
class BuildFacts:
    """What was read; ``icons`` by integration."""

    view: BuildView
    project: str
    folder: str
    waits: tuple[WaitRow, ...] = ()
    icons: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class BuildScreen:
    """Everything at once; the empty one is what shows while loading."""

    project: str = ""
    folder: str = ""
    status: str = ""
    status_text: str = ""
    summary: str = ""
    failure: str = ""
    way_out: str = ""
    waiting: str = ""
    working: bool = False
    dense: bool = False
    rows: float = 0.0
    phases: tuple[PhaseRow, ...] = ()
    tasks: tuple[TaskRow, ...] = ()
    breaks: tuple[BreakRow, ...] = ()
    ticks: tuple[TickRow, ...] = ()
    waits: tuple[WaitRow, ...] = ()
    log: tuple[LogRow, ...] = ()
    files: tuple[FileRow, ...] = ()


async def read_facts(services: Services, build_id: str) -> BuildFacts:
    """Read a build and everything it names."""
    view = await services.builds.view(build_id)
    project = await services.projects.get(view.build.project_id)
    waits = []
    for request in await services.acquisition.open_requests(project.id):
        if request.build_id == build_id:
            provider = services.catalogue.get(request.integration_id)
            waits.append(WaitRow(request.id, provider.name, provider.icon))
    known = {task.integration_id for task in view.tasks if task.integration_id in services.catalogue}
    icons = {each: services.catalogue.get(each).icon for each in known if each}
    return BuildFacts(view, project.name, str(project.folder), tuple(waits), icons)


def build_screen(facts: BuildFacts, now: int) -> BuildScreen:
    """Put a build into words and places as it stands at ``now`` (UTC milliseconds)."""
    view, tasks = facts.view, facts.view.tasks
    strip = lay_out(view.build, tasks, now)
    phases = tuple(_phase(tasks, phase, strip, now) for phase in range(len(PHASES)))
    titles = {task.key: task.title for task in tasks}
    return BuildScreen(
        project=facts.project,
        folder=facts.folder,
        status=view.build.status,
        status_text=translated(BUILD_STATUS[view.build.status]),
        summary=summary(view),
        failure=view.build.error,
        way_out=way_out(view.build),
        waiting=waiting(view.build, now),
        working=any(task.state == "running" for task in tasks),
        dense=strip.dense,
        rows=strip.height,
        phases=phases,
        tasks=_tasks(facts, phases, strip, now),
        breaks=tuple(_break(at, each) for at, each in enumerate(strip.breaks)),
        ticks=tuple(TickRow(_tick(each.milliseconds), each.at) for each in strip.ticks),
        waits=facts.waits,
        log=log_rows(view.log[-LOG_LINES:], titles),
        files=file_rows(view.artifacts, titles),
    )


def _phase(tasks: Sequence[Task], phase: int, strip: Strip, now: int) -> PhaseRow:
    mine = [task for task in tasks if task.phase == phase]
    ended = sum(task.state in ("done", "skipped", "cancelled") for task in mine)
    state = _phase_state(mine, ended)
    done = sum(task.state in ("done", "skipped") for task in mine)
    progress = translated("{done} of {all}").format(done=done, all=len(mine)) if mine else translated("No tasks")
    duration = exact_span(worked_ms(mine, now)) if any(worked(task, now) for task in mine) else ""
    title, lane = translated(PHASES[phase]), strip.lanes[phase] if phase < len(strip.lanes) else None
    said = [title, phase_word(state) if mine else "", progress, duration]
    return PhaseRow(
        phase=phase,
        title=title,
        status=state,
        progress=progress,
        duration=duration,
        words=", ".join(word for word in said if word),
        lane_top=lane.top if lane else 0.0,
        lane_height=lane.height if lane else 0.0,
    )


def phase_word(state: str) -> str:
    """Return the word for the state of a phase."""
    return translated("Waiting") if state == "blocked" else translated(TASK_STATE[state])


def _phase_state(tasks: list[Task], ended: int) -> str:
    if not tasks:
        return "skipped"
    states = {task.state for task in tasks}
    for state in ("failed", "running", "blocked"):
        if state in states:
            return state
    if ended == len(tasks):
        return "cancelled" if "cancelled" in states else "done"
    return "running" if ended else "pending"


def _tasks(facts: BuildFacts, phases: Sequence[PhaseRow], strip: Strip, now: int) -> tuple[TaskRow, ...]:
    rows, last = [], -1
    for task in facts.view.tasks:
        phase = phases[int(task.phase)]
        rows.append(_task(facts, task, phase, strip, now, first=task.phase != last))
        last = int(task.phase)
    return tuple(rows)


def _task(facts: BuildFacts, task: Task, phase: PhaseRow, strip: Strip, now: int, *, first: bool) -> TaskRow:
    work, wait = strip.works.get(task.key, _NOWHERE), strip.waits.get(task.key, _NOWHERE)
    state = translated(TASK_STATE[task.state])
    return TaskRow(
        task_key=task.key,
        phase=phase.phase,
        heading=phase.title if first else "",
        progress=phase.progress if first else "",
        phase_status=phase.status if first else "",
        title=task.title,
        icon=(facts.icons or {}).get(task.integration_id or "", ""),
        status=task.state,
        status_text=state,
        reason=task.reason,
        duration=_duration(task, now),
        words=_task_words(facts, task, now),
        row=strip.rows[task.key],
        start=work.start,
        end=work.end,
        wait_start=wait.start,
        wait_end=wait.end,
    )


def _duration(task: Task, now: int) -> str:
    work = worked(task, now)
    return exact_span(work.length) if work else ""


def _task_words(facts: BuildFacts, task: Task, now: int) -> str:
    wait, said = waited(task, facts.view.tasks, now), [translated(TASK_STATE[task.state])]
    if wait and task.state == "blocked":
        said.append(translated("waiting for {time}").format(time=coarse_span(wait.length)))
    elif wait:
        said.append(translated("waited {time}").format(time=exact_span(wait.length)))
    if took := _duration(task, now):
        running = task.state == "running"
        said.append((translated("for {time}") if running else translated("took {time}")).format(time=took))
    if task.reason:
        said.append(task.reason)
    return f"{task.title}: {', '.join(said)}"


def _break(at: int, pause: Break) -> BreakRow:
    time = coarse_span(pause.milliseconds) if pause.open else span(pause.milliseconds)
    if pause.open:
        words = translated("Nothing runs: waiting for {time}").format(time=time)
    elif pause.waiting:
        words = translated("Nothing ran for {time}: waited for a person").format(time=time)
    else:
        words = translated("Nothing ran for {time}").format(time=time)
    label = translated("under 1 min") if pause.open and pause.milliseconds < 60_000 else time
    return BreakRow(str(at), pause.start, pause.end, label, words, pause.open)


def _tick(milliseconds: int) -> str:
    whole = milliseconds % 1000 == 0 and milliseconds < 60_000
    return f"{milliseconds // 1000} s" if whole else exact_span(milliseconds)
