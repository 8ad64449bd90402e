"""Which tasks a build of a stack has, and what each waits for.

Only ``connect`` needs credentials: code is written from names and routes, so a missing key holds back nothing but the
lines of ``.env`` that it fills.
"""

from __future__ import annotations

from kriptik_desktop.builds.model import Phase, Task, TaskKind
from kriptik_desktop.projects.model import Project
from kriptik_desktop.providers.catalogue import Catalogue


def task_graph(build_id: str, project: Project, catalogue: Catalogue, *, run_checks: bool) -> tuple[Task, ...]:
    """Return all tasks of a new build; ``run_checks`` adds those that run npm."""
    tasks = [
        _task(build_id, Phase.INTENT, "intent", "Plan and functional checklist"),
        _task(build_id, Phase.INITIALISE, "base", "Project files"),
    ]
    for integration_id in project.integrations:
        provider = catalogue.get(integration_id)
        tasks.append(_task(build_id, Phase.PARALLEL_BUILD, "code", f"Write the {provider.name} code", integration_id))
        if provider.fields:
            tasks.append(_task(build_id, Phase.PARALLEL_BUILD, "connect", f"Connect {provider.name}", integration_id))
    tasks.append(_task(build_id, Phase.PARALLEL_BUILD, "docs", "README and integration notes"))
    if run_checks:
        tasks.append(_task(build_id, Phase.PARALLEL_BUILD, "install", "Install packages"))
    tasks.append(_task(build_id, Phase.INTEGRATION_CHECK, "env_check", "Check the environment file"))
    tasks.append(_task(build_id, Phase.INTEGRATION_CHECK, "leak_check", "Look for credentials outside .env"))
    if run_checks:
        tasks.append(_task(build_id, Phase.INTEGRATION_CHECK, "type_check", "Check the types"))
        tasks.append(_task(build_id, Phase.FUNCTIONAL_TEST, "production_build", "Build for production"))
        tasks.append(
            _task(
                build_id,
                Phase.FUNCTIONAL_TEST,
                "smoke_test",
                "Start it and open its pages",
                after=("production_build",),
            )
        )
    tasks.append(_task(build_id, Phase.HAND_OVER, "hand_over", "Hand over"))
    return tuple(tasks)


def _task(
    build_id: str,
    phase: Phase,
    kind: TaskKind,
    title: str,
    integration_id: str | None = None,
    after: tuple[str, ...] = (),
) -> Task:
    key = f"{kind}:{integration_id}" if integration_id else kind
    return Task(build_id, key, phase, kind, title, integration_id, after)
