"""A provider that somebody adds is one file; one that breaks a rule is left out alone, with the reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from kriptik_desktop.providers.catalogue import Catalogue
from kriptik_desktop.providers.own_files import load_catalogue
from tests.providers.test_catalogue_files import BASE


def put(folder: Path, text: str = BASE, name: str = "made-up") -> Path:
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_own_files_stand_beside_the_shipped_ones(tmp_path: Path) -> None:
    put(tmp_path)
    catalogue, left_out = load_catalogue(tmp_path)
    assert left_out == ()
    assert catalogue.get("made-up").name == "Made Up"
    assert len(catalogue.all()) == len(Catalogue.load().all()) + 1


def test_a_folder_that_is_not_there_adds_nothing(tmp_path: Path) -> None:
    catalogue, left_out = load_catalogue(tmp_path / "none")
    assert left_out == ()
    assert len(catalogue.all()) == len(Catalogue.load().all())


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("id = ", "made-up", "cannot be used"),
        (BASE.replace('id = "made-up"', 'id = "stripe"'), "stripe", "'stripe' already means stripe"),
        (BASE.replace("MADE_UP_TOKEN", "STRIPE_SECRET_KEY"), "made-up", "STRIPE_SECRET_KEY belongs to"),
        (BASE.replace("MADE_UP_TOKEN", "NEXT_PUBLIC_TOKEN"), "made-up", "the secret would be public"),
        (BASE.replace('example = "mu_example"', 'example = "x"'), "made-up", "example does not match"),
    ],
)
def test_one_that_breaks_a_rule_is_left_out_with_the_reason(tmp_path: Path, text: str, name: str, said: str) -> None:
    bad = put(tmp_path, text, name)
    put(
        tmp_path,
        BASE.replace("made-up", "sound").replace("MADE_UP", "SOUND").replace("made up", "sound thing"),
        "sound",
    )
    catalogue, (left_out,) = load_catalogue(tmp_path)
    assert left_out.file == bad
    assert said in left_out.reason
    assert str(bad) in str(left_out)
    assert "sound" in catalogue


def test_a_file_that_cannot_be_read_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "folder.toml").mkdir()
    _, (left_out,) = load_catalogue(tmp_path)
    assert "cannot be read" in left_out.reason
