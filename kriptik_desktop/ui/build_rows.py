"""What the build screen shows, made from a build's rows: words and lists, no Qt."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kriptik_desktop.ui.wording import BUILD_STATUS, PHASES, TASK_STATE, coarse_span, span, translated

if TYPE_CHECKING:
    from kriptik_desktop.builds.model import Build, BuildView, LogLine, Task
    from kriptik_desktop.services import Services

_LOG_LINES = 200


@dataclass(frozen=True, slots=True)
class PhaseRow:
    """One phase of the timeline."""

    phase: int
    title: str
    status: str
    progress: str


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task."""

    task_key: str
    phase: int
    title: str
    icon: str
    status: str
    status_text: str
    reason: str
    duration: str


@dataclass(frozen=True, slots=True)
class WaitRow:
    """One credential the build waits for."""

    request_id: str
    name: str
    slug: str


@dataclass(frozen=True, slots=True)
class LogRow:
    """One line of the log; ``key`` stays its own when older lines fall out."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class ArtifactRow:
    """One file that was written."""

    path: str
    task: str


@dataclass(frozen=True, slots=True)
class BuildScreen:
    """Everything at once; the empty one is what shows while loading."""

    project: str = ""
    folder: str = ""
    status: str = ""
    status_text: str = ""
    summary: str = ""
    failure: str = ""
    done: float = 0.0
    phases: tuple[PhaseRow, ...] = ()
    tasks: tuple[TaskRow, ...] = ()
    waits: tuple[WaitRow, ...] = ()
    log: tuple[LogRow, ...] = ()
    artifacts: tuple[ArtifactRow, ...] = ()


async def read_screen(services: Services, build_id: str) -> BuildScreen:
    """Read a build and put it into words."""
    view = await services.builds.view(build_id)
    project = await services.projects.get(view.build.project_id)
    requests = await services.acquisition.open_requests(project.id)
    now = services.clock.now_ms()
    waits = []
    for request in requests:
        if request.build_id == build_id:
            provider = services.catalogue.get(request.integration_id)
            waits.append(WaitRow(request.id, provider.name, provider.icon))
    ended = sum(task.state in ("done", "skipped", "cancelled") for task in view.tasks)
    return BuildScreen(
        project=project.name,
        folder=str(project.folder),
        status=view.build.status,
        status_text=translated(BUILD_STATUS[view.build.status]),
        summary=_summary(view, now),
        failure=view.build.error,
        done=ended / len(view.tasks) if view.tasks else 0.0,
        phases=tuple(_phase(view, phase, title) for phase, title in enumerate(PHASES)),
        tasks=tuple(_task(services, task, now) for task in view.tasks),
        waits=tuple(waits),
        log=_log(view.log[-_LOG_LINES:]),
        artifacts=tuple(ArtifactRow(each.path, each.task) for each in view.artifacts),
    )


def _log(lines: tuple[LogLine, ...]) -> tuple[LogRow, ...]:
    same: Counter[int] = Counter()
    rows = []
    for line in lines:
        same[line.at] += 1
        rows.append(LogRow(f"{line.at}.{same[line.at]}", line.text))
    return tuple(rows)


def _summary(view: BuildView, now: int) -> str:
    build = view.build
    ended = sum(task.state in ("done", "skipped", "cancelled") for task in view.tasks)
    counted = translated("{ended} of {all} tasks").format(ended=ended, all=len(view.tasks))
    if build.status == "waiting_credentials":
        waiting = coarse_span(now - build.waiting_since) if build.waiting_since is not None else ""
        return translated("{counted} ended. Waiting for {time}.").format(counted=counted, time=waiting)
    if build.status == "vault_locked":
        return translated("{counted} ended. Unlock the vault to go on.").format(counted=counted)
    return translated("{counted} ended. {time}").format(counted=counted, time=_taken(build, now)).strip()


def _taken(build: Build, now: int) -> str:
    if build.ended_at is None:
        return ""
    worked = translated("It took {time}").format(time=span(build.ended_at - build.created_at - build.wait_ms))
    if build.wait_ms < 1000:
        return f"{worked}."
    return translated("{worked}, and waited {time} for credentials.").format(worked=worked, time=span(build.wait_ms))


def _phase(view: BuildView, phase: int, title: str) -> PhaseRow:
    tasks = [task for task in view.tasks if task.phase == phase]
    ended = [task for task in tasks if task.state in ("done", "skipped", "cancelled")]
    progress = f"{len(ended)}/{len(tasks)}" if tasks else ""
    return PhaseRow(phase, translated(title), _phase_state(tasks, len(ended)), progress)


def _phase_state(tasks: list[Task], ended: int) -> str:
    states = {task.state for task in tasks}
    for state in ("failed", "running", "blocked"):
        if state in states:
            return state
    if tasks and ended == len(tasks):
        return "cancelled" if states == {"cancelled"} else "done"
    return "running" if ended else "pending"


def _task(services: Services, task: Task, now: int) -> TaskRow:
    known = task.integration_id is not None and task.integration_id in services.catalogue
    duration = ""
    if task.started_at is not None and task.ended_at is not None and task.ended_at - task.started_at >= 1000:
        duration = span(task.ended_at - task.started_at)
    return TaskRow(
        task_key=task.key,
        phase=int(task.phase),
        title=task.title,
        icon=services.catalogue.get(task.integration_id).icon if known and task.integration_id else "",
        status=task.state,
        status_text=translated(TASK_STATE[task.state]),
        reason=task.reason,
        duration=duration,
    )
