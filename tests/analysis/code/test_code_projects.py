"""In projects as the well-known makers leave them every credential is found with its lines, and none is invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from kriptik_desktop.analysis.code.model import CodeScan, Urgency
from kriptik_desktop.analysis.code.scan import scan, stack_of
from kriptik_desktop.providers.catalogue import Catalogue
from tests.fakes.code_trees import NEXT_SUPABASE_STRIPE, PROJECTS, RAILS, Project


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue.load()


def places_of(found: CodeScan, urgency: Urgency) -> dict[str, set[str]]:
    return {
        each.integration_id: {f"{place.file}:{place.line}" for place in each.places}
        for each in found.found
        if each.urgency == urgency
    }


@pytest.mark.parametrize("project", PROJECTS.values(), ids=PROJECTS.keys())
async def test_every_credential_is_found_where_it_is_needed(
    tmp_path: Path, catalogue: Catalogue, project: Project
) -> None:
    found = await scan(project.plant(tmp_path), catalogue)
    for urgency, wanted in (("blocking", project.blocking), ("optional", project.optional)):
        places = places_of(found, "blocking" if urgency == "blocking" else "optional")
        assert places.keys() == wanted.keys(), urgency
        for integration_id, lines in wanted.items():
            assert set(lines) <= places[integration_id], integration_id
    assert found.choices == ()
    assert tuple(each.integration_id for each in found.without_credential) == project.free
    assert found.notes == ()


@pytest.mark.parametrize("project", PROJECTS.values(), ids=PROJECTS.keys())
async def test_every_place_names_what_stands_there(tmp_path: Path, catalogue: Catalogue, project: Project) -> None:
    found = await scan(project.plant(tmp_path), catalogue)
    for credential in found.found:
        for place in credential.places:
            line = (tmp_path / place.file).read_text().splitlines()[place.line - 1]
            name = place.text.lower().replace("-", "_").rpartition("/")[2]
            assert name in line.lower().replace("-", "_") or place.text == place.file, place


async def test_reasons_are_sentences_about_the_code(tmp_path: Path, catalogue: Catalogue) -> None:
    found = await scan(NEXT_SUPABASE_STRIPE.plant(tmp_path), catalogue)
    reasons = {each.integration_id: each.reason for each in found.found}
    assert reasons["stripe"] == (
        "The project imports @stripe/stripe-js and stripe and reads NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY"
        " and STRIPE_SECRET_KEY."
    )
    assert reasons["vercel"] == (
        "Only tests, examples, pipelines or tools of development speak of it: .github/workflows/ci.yml."
    )


async def test_no_value_reaches_the_result(tmp_path: Path, catalogue: Catalogue) -> None:
    (tmp_path / ".env").write_text("STRIPE_SECRET_KEY=sk_live_51ThisIsTheValue\nDB_CONNECTION=hunter2\n")
    (tmp_path / "compose.yml").write_text("services:\n  a:\n    environment:\n      OPENAI_API_KEY: sk-proj-Value\n")
    found = await scan(tmp_path, catalogue)
    assert {each.integration_id for each in found.found} == {"stripe", "openai"}
    for value in ("ThisIsTheValue", "hunter2", "Value"):
        assert value not in repr(found)
        assert value not in str(found.to_json())


async def test_the_stack_is_what_the_project_runs_on(tmp_path: Path, catalogue: Catalogue) -> None:
    stack = stack_of(await scan(RAILS.plant(tmp_path), catalogue), catalogue)
    assert {entry.integration_id for entry in stack} == set(RAILS.blocking)
    postgres = next(entry for entry in stack if entry.integration_id == "postgres")
    assert postgres.category == "database"
    assert "Gemfile:4" in postgres.evidence
    assert postgres.added_by == "analysis"


async def test_the_json_form(tmp_path: Path, catalogue: Catalogue) -> None:
    (tmp_path / "a.py").write_text('import os\nos.environ["DATABASE_URL"]\nos.getenv("OPENAI_API_KEY")\n')
    assert (await scan(tmp_path, catalogue)).to_json() == {
        "requiredCredentials": [
            {
                "integrationId": "openai",
                "reason": "The project reads OPENAI_API_KEY.",
                "urgency": "blocking",
                "places": [{"file": "a.py", "line": 3, "text": "OPENAI_API_KEY"}],
            }
        ],
        "choices": [
            {
                "variables": ["DATABASE_URL"],
                "options": ["cockroachdb", "mysql", "neon", "planetscale", "postgres"],
                "reason": "DATABASE_URL may mean CockroachDB, MySQL, Neon, PlanetScale or PostgreSQL, and nothing in"
                " the files tells which.",
                "urgency": "blocking",
                "places": [{"file": "a.py", "line": 2, "text": "DATABASE_URL"}],
            }
        ],
        "withoutCredential": [],
        "files": 1,
        "skipped": 0,
        "notes": [],
    }
