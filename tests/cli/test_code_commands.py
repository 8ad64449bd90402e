"""A person asks on the terminal what a folder of code needs, and opens one that KripTik did not make."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.cli.commands import Kriptik
from tests.fakes.code_trees import NEXT_SUPABASE_STRIPE, T3_SQLITE


@pytest.fixture
def kriptik(tmp_path: Path) -> Kriptik:
    return Kriptik(tmp_path / "home")


async def test_code_is_analysed_without_an_owner(kriptik: Kriptik, tmp_path: Path) -> None:
    folder = NEXT_SUPABASE_STRIPE.plant(tmp_path / "shop")
    done = await kriptik("analyze", "--code", str(folder), "--json")
    assert done.status == 0, done.err
    found = {each["integrationId"]: each for each in done.json["requiredCredentials"]}
    assert {name for name, each in found.items() if each["urgency"] == "blocking"} == {"stripe", "supabase"}
    assert {"file": "lib/stripe.ts", "line": 6, "text": "STRIPE_SECRET_KEY"} in found["stripe"]["places"]
    assert not (kriptik.home / "data").exists()

    shown = await kriptik("analyze", "--code", str(folder))
    assert shown.status == 0
    assert "stripe         blocking  The project imports" in shown.out
    assert "    lib/stripe.ts:6  STRIPE_SECRET_KEY" in shown.out


async def test_what_cannot_be_asked_is_said(kriptik: Kriptik, tmp_path: Path) -> None:
    gone = await kriptik("analyze", "--code", str(tmp_path / "nowhere"))
    assert (gone.status, gone.err) == (
        1,
        f"kriptik: There is no folder {tmp_path / 'nowhere'}. Name the folder of a project.\n",
    )
    both = await kriptik("analyze", "a shop", "--code", str(tmp_path))
    assert both.status == 2
    assert (await kriptik("analyze")).status == 2
    refined = await kriptik("analyze", "--code", str(tmp_path), "--refine", "--json")
    assert refined.json["error"]["code"] == "refine_needs_description"


async def test_a_project_made_elsewhere_is_opened(kriptik: Kriptik, tmp_path: Path) -> None:
    folder = NEXT_SUPABASE_STRIPE.plant(tmp_path / "shop")
    before = sorted(path for path in folder.rglob("*"))
    opened = await kriptik("project", "open", str(folder), "--json")
    assert opened.status == 0, opened.err
    assert opened.json["name"] == "shop"
    assert {entry["id"] for entry in opened.json["stack"]} == {"stripe", "supabase"}
    marker = folder / "kriptik.toml"
    assert tomllib.loads(marker.read_text()) == {"project": opened.json["id"]}
    assert sorted(path for path in folder.rglob("*") if path != marker) == before

    again = await kriptik("project", "open", str(folder), "--json")
    assert again.json["id"] == opened.json["id"]
    refused = await kriptik("build", "start", "shop", "--json")
    assert (refused.status, refused.json["error"]["code"]) == (1, "project_made_elsewhere")
    assert sorted(path for path in folder.rglob("*") if path != marker) == before


async def test_a_folder_without_a_manifest_is_no_project(kriptik: Kriptik, tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.py").write_text("import stripe\n")
    refused = await kriptik("project", "open", str(tmp_path / "notes"), "--json")
    assert (refused.status, refused.json["error"]["code"]) == (1, "no_project_here")
    assert not (tmp_path / "notes" / "kriptik.toml").exists()

    free = await kriptik("project", "open", str(T3_SQLITE.plant(tmp_path / "free")), "--json")
    assert [entry["id"] for entry in free.json["stack"]] == ["sqlite"]
