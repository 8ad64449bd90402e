"""The build screen's words: what is said of tasks, phases, waits and the end, and how log and files are sorted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale

from kriptik_desktop.builds.model import (
    Artifact,
    Build,
    BuildStatus,
    BuildView,
    LogLine,
    Phase,
    Task,
    TaskKind,
    TaskState,
)
from kriptik_desktop.ui.build_activity import file_rows, level, log_rows
from kriptik_desktop.ui.build_rows import BuildFacts, BuildScreen, TaskRow, WaitRow, build_screen
from kriptik_desktop.ui.wording import exact_span

T0 = 1_700_000_000_000
MINUTE = 60_000


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English))
    yield
    QLocale.setDefault(before)


def task(
    key: str,
    phase: Phase,
    kind: TaskKind,
    state: TaskState,
    start: int | None = None,
    end: int | None = None,
    reason: str = "",
    integration: str | None = None,
) -> Task:
    started = None if start is None else T0 + start
    ended = None if end is None else T0 + end
    title = key.title()
    return Task("b", key, phase, kind, title, integration, (), state, reason, None, 0, started, ended)


def facts(
    status: BuildStatus, *tasks: Task, wait_ms: int = 0, since: int | None = None, ended: int | None = None
) -> BuildFacts:
    build = Build("b", "p", status, Phase.PARALLEL_BUILD, wait_ms, since, T0, ended)
    return BuildFacts(BuildView(build, tasks), "Notes", "/home/me/notes", (), {"stripe": "stripe-icon"})


def row(screen: BuildScreen, key: str) -> TaskRow:
    return next(each for each in screen.tasks if each.task_key == key)


CODE = task("code", Phase.PARALLEL_BUILD, "code", "done", 0, 400, reason="6 files", integration="stripe")
BLOCKED = task("connect", Phase.PARALLEL_BUILD, "connect", "blocked", reason="Waits for Stripe credentials")


def test_a_blocked_task_says_why_and_for_how_long() -> None:
    screen = build_screen(facts("waiting_credentials", CODE, BLOCKED, since=T0 + 500), T0 + 12 * MINUTE)
    assert screen.waiting == "Waiting for 11 min"
    assert row(screen, "connect").words == "Connect: Blocked, waiting for 12 min, Waits for Stripe credentials"
    assert row(screen, "connect").duration == ""
    assert screen.breaks[-1].open
    assert screen.breaks[-1].words == "Nothing runs: waiting for 11 min"
    assert not screen.working


def test_within_the_first_minute_nothing_counts_seconds() -> None:
    waiting = facts("waiting_credentials", CODE, BLOCKED, since=T0 + 500)
    assert build_screen(waiting, T0 + 2000) == build_screen(waiting, T0 + 30_000)


def test_a_running_task_says_for_how_long_and_only_it_changes() -> None:
    running = facts("running", CODE, task("install", Phase.PARALLEL_BUILD, "install", "running", 100))
    first, later = build_screen(running, T0 + 2000), build_screen(running, T0 + 3000)
    assert first.working
    assert [row(each, "install").duration for each in (first, later)] == ["1.9 s", "2.9 s"]
    assert row(later, "install").words == "Install: Running, for 2.9 s"
    assert row(first, "code") == row(later, "code")


def test_a_done_task_says_how_long_it_took_and_waited() -> None:
    connect = task("connect", Phase.PARALLEL_BUILD, "connect", "done", 36_000, 36_050, reason="3 variables in .env")
    screen = build_screen(facts("complete", CODE, connect, wait_ms=36_000, ended=T0 + 36_500), T0 + MINUTE)
    assert row(screen, "connect").words == "Connect: Done, waited 36 s, took under 0.1 s, 3 variables in .env"
    assert row(screen, "code").icon == "stripe-icon"
    assert screen.summary == "2 of 2 tasks ended. It took 0.5 s, and waited 36 s for credentials."
    assert screen.breaks[0].words == "Nothing ran for 35 s: waited for a person"


def test_a_failure_says_what_to_do() -> None:
    failed = task("check", Phase.INTEGRATION_CHECK, "type_check", "failed", 500, 900, reason="1 error")
    screen = build_screen(facts("failed", CODE, failed, ended=T0 + 1000), T0 + MINUTE)
    assert "runs only what failed" in screen.way_out
    assert screen.phases[3].status == "failed"
    assert build_screen(facts("complete", CODE, ended=T0 + 400), T0).way_out == ""


def test_a_cancelled_build_counts_only_what_was_done() -> None:
    stopped = task("connect", Phase.PARALLEL_BUILD, "connect", "cancelled", None, 9000)
    screen = build_screen(facts("cancelled", CODE, stopped, ended=T0 + 9000), T0 + MINUTE)
    assert screen.summary == "1 of 2 tasks were done. What they wrote stays in the folder."
    assert (screen.phases[2].progress, screen.phases[2].status) == ("1 of 2", "cancelled")


def test_the_first_task_of_a_phase_carries_its_heading() -> None:
    later = task("check", Phase.INTEGRATION_CHECK, "env_check", "pending")
    screen = build_screen(facts("waiting_credentials", CODE, BLOCKED, later, since=T0), T0)
    assert [each.heading for each in screen.tasks] == ["Parallel build", "", "Integration check"]
    assert screen.phases[2].words == "Parallel build, Waiting, 1 of 2, 0.4 s"


def test_the_waits_are_those_that_were_read() -> None:
    wait = WaitRow("r", "Stripe", "stripe")
    assert build_screen(replace(facts("running", CODE), waits=(wait,)), T0).waits == (wait,)


@pytest.mark.parametrize(
    ("milliseconds", "words"),
    [
        (0, "under 0.1 s"),
        (99, "under 0.1 s"),
        (100, "0.1 s"),
        (9949, "9.9 s"),
        (10_000, "10 s"),
        (59_999, "59 s"),
        (60_000, "1 min"),
        (80_000, "1 min 20 s"),
        (3_900_000, "1 h 5 min"),
        (90_000_000, "1 d 1 h"),
    ],
)
def test_how_long_something_took(milliseconds: int, words: str) -> None:
    assert exact_span(milliseconds) == words


def test_seconds_follow_the_locale() -> None:
    QLocale.setDefault(QLocale(QLocale.Language.German))
    assert exact_span(400) == "0,4 s"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("npm warn deprecated node-domexception@1.0.0", "warning"),
        ("npm error code E404", "error"),
        ("npm ERR! code E404", "error"),
        ("src/a.ts(3,4): error TS2304: Cannot find name 'x'.", "error"),
        ("TypeError: x is not a function", "error"),
        (" \u2a2f Failed to start server", "error"),
        ("\u2713 Ready in 151ms", "good"),
        ("> next build", ""),
        ("found 0 vulnerabilities", ""),
        ("", ""),
    ],
)
def test_how_grave_a_line_is(line: str, found: str) -> None:
    assert level(line) == found


def test_the_log_stands_under_the_titles_of_its_tasks() -> None:
    lines = [LogLine(T0, "install", "a"), LogLine(T0, "install", "b"), LogLine(T0 + 1000, "gone", "c")]
    rows = log_rows(lines, {"install": "Install packages"})
    assert [each.task for each in rows] == ["Install packages", "Install packages", ""]
    assert len({each.key for each in rows}) == 3
    assert rows[0].time == rows[1].time != rows[2].time


def test_files_stand_under_their_folders_with_counts() -> None:
    paths = ("src/app/page.tsx", "README.md", "src/app/layout.tsx", "src/auth.ts")
    rows = file_rows([Artifact(path, "digest", "base") for path in paths], {"base": "Project files"})
    assert [(each.name, each.count) for each in rows if each.folder] == [("", 1), ("src", 1), ("src/app", 2)]
    assert [each.path for each in rows if not each.folder] == [
        "README.md",
        "src/auth.ts",
        "src/app/layout.tsx",
        "src/app/page.tsx",
    ]
    assert {each.task for each in rows if not each.folder} == {"Project files"}


def test_a_phase_without_tasks_is_none_that_has_not_begun() -> None:
    phase = build_screen(facts("complete", CODE, ended=T0 + 400), T0).phases[4]
    assert (phase.status, phase.words) == ("skipped", "Functional test, No tasks")
