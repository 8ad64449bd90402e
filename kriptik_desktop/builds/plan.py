"""From a project to the plan that the scaffold templates are rendered from.

The plan holds names, routes and reasons only; a template cannot leak what it is never given.
"""

from __future__ import annotations

from kriptik_desktop.builds.environment import FRAMEWORK
from kriptik_desktop.builds.scaffold.features import features_not_built
from kriptik_desktop.builds.scaffold.model import ScaffoldField, ScaffoldIntegration, ScaffoldPlan
from kriptik_desktop.projects.model import Project, StackEntry
from kriptik_desktop.providers.catalogue import Catalogue


def scaffold_plan(project: Project, catalogue: Catalogue) -> ScaffoldPlan:
    """Return the plan of a project."""
    integrations = tuple(_integration(entry, catalogue) for entry in project.stack)
    return ScaffoldPlan(
        project_name=project.name,
        prompt=project.prompt,
        integrations=integrations,
        features_not_built=features_not_built(project.prompt, project.integrations),
    )


def _integration(entry: StackEntry, catalogue: Catalogue) -> ScaffoldIntegration:
    provider = catalogue.get(entry.integration_id)
    fields = tuple(
        ScaffoldField(field.name, field.label, field.env_names(FRAMEWORK), field.secret, field.source, field.required)
        for field in provider.fields
    )
    return ScaffoldIntegration(
        provider.id,
        provider.name,
        entry.category,
        fields,
        provider.dashboard_url,
        provider.steps,
        entry.reason,
        entry.evidence,
    )
