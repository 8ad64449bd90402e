"""The words about a build as a whole: how far it is, how it ended, what to do now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kriptik_desktop.ui.wording import coarse_span, exact_span, translated

if TYPE_CHECKING:
    from kriptik_desktop.builds.model import Build, BuildView


def summary(view: BuildView) -> str:
    """Return how far the build is, and once it has ended, how long it took and waited."""
    build = view.build
    ended = sum(task.state in ("done", "skipped", "cancelled") for task in view.tasks)
    counted = translated("{ended} of {all} tasks ended.").format(ended=ended, all=len(view.tasks))
    if build.status == "cancelled":
        done = sum(task.state in ("done", "skipped") for task in view.tasks)
        counted = translated("{done} of {all} tasks were done.").format(done=done, all=len(view.tasks))
        return f"{counted} {translated('What they wrote stays in the folder.')}"
    return f"{counted} {_taken(build)}".strip()


def _taken(build: Build) -> str:
    if build.ended_at is None:
        return ""
    took = exact_span(build.ended_at - build.created_at - build.wait_ms)
    if build.wait_ms < 1000:
        return translated("It took {time}.").format(time=took)
    return translated("It took {time}, and waited {wait} for credentials.").format(
        time=took, wait=exact_span(build.wait_ms)
    )


def waiting(build: Build, now: int) -> str:
    """Return for how long a build waits for credentials, or nothing when it does not."""
    if build.status != "waiting_credentials" or build.waiting_since is None:
        return ""
    return translated("Waiting for {time}").format(time=coarse_span(now - build.waiting_since))


def way_out(build: Build) -> str:
    """Return what to do about a failed build."""
    if build.status != "failed":
        return ""
    return translated("The log says more. Trying again keeps what is done and runs only what failed.")
