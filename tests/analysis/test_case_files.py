"""Holds the two halves of the evaluation set to their format; how the analyser does on them is the benchmark's matter.

A misspelt id or a prompt that stands in both halves would quietly bend every figure, and nobody would see it there.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from kriptik_desktop.providers.catalogue import Catalogue

CASES = Path(__file__).parent / "cases"
HALVES = ("untouched", "tuning")
KINDS = {"plain", "hard"}
SORTS = {
    "named",
    "indirect",
    "negated",
    "misspelt",
    "ambiguous",
    "specification",
    "language",
    "alternatives",
}
LANGUAGES = {"en", "de", "fr", "es", "pt"}
KEYS = {"id", "kind", "sort", "lang", "prompt", "named", "categories", "forbidden"}

Case = Mapping[str, Any]


def cases_of(half: str) -> list[Case]:
    """Return the cases of one half in the order of the file."""
    found: list[Case] = tomllib.loads((CASES / f"{half}.toml").read_text("utf-8"))["case"]
    return found


def sentences_of(cases: list[Case]) -> set[str]:
    """Return every sentence of three words or more, without case and punctuation."""
    parts = (part for case in cases for part in re.split(r"[.!?:;]\s|\n", case["prompt"] + "\n"))
    return {" ".join(words) for part in parts if len(words := re.findall(r"\w+", part.casefold())) > 2}


@pytest.fixture(scope="module")
def categories_by_id() -> dict[str, frozenset[str]]:
    return {provider.id: frozenset(provider.categories) for provider in Catalogue.load().all()}


@pytest.mark.parametrize("half", HALVES)
def test_case_has_the_keys_and_values_of_the_format(half: str) -> None:
    for at, case in enumerate(cases_of(half), 1):
        assert set(case) - {"ruled_out"} == KEYS, case["id"]
        assert case["id"] == f"{half[0]}{at:03d}"
        assert case["kind"] in KINDS, case["id"]
        assert case["sort"] in SORTS, case["id"]
        assert case["lang"] in LANGUAGES, case["id"]
        assert case["prompt"].strip(), case["id"]


@pytest.mark.parametrize("half", HALVES)
def test_labels_are_known_to_the_catalogue(half: str, categories_by_id: dict[str, frozenset[str]]) -> None:
    categories = set().union(*categories_by_id.values())
    for case in cases_of(half):
        assert set(case["named"]) <= set(categories_by_id), case["id"]
        assert set(case["categories"]) <= categories, case["id"]
        assert {*case["forbidden"], *case.get("ruled_out", ())} <= categories | set(categories_by_id), case["id"]


@pytest.mark.parametrize("half", HALVES)
def test_labels_of_a_case_do_not_contradict_each_other(half: str, categories_by_id: dict[str, frozenset[str]]) -> None:
    for case in cases_of(half):
        for wanted in (case["named"], case["categories"]):
            assert len(wanted) == len(set(wanted)), case["id"]
            assert not set(wanted) & {*case["forbidden"], *case.get("ruled_out", ())}, case["id"]
        for name in case["named"]:
            assert categories_by_id[name] - set(case["forbidden"]), (case["id"], name)
            several = len(categories_by_id[name]) > 1
            assert several or categories_by_id[name] <= set(case["categories"]), (case["id"], name)


@pytest.mark.parametrize("half", HALVES)
def test_half_is_large_and_balanced(half: str, categories_by_id: dict[str, frozenset[str]]) -> None:
    cases = cases_of(half)
    assert len(cases) >= 120
    assert {case["sort"] for case in cases} == SORTS
    assert {case["lang"] for case in cases} == LANGUAGES
    asked = Counter(name for case in cases for name in case["categories"])
    assert min(asked[name] for name in set().union(*categories_by_id.values())) >= 3
    pages = [case for case in cases if case["sort"] == "specification"]
    assert len(pages) >= 6
    assert all(1500 <= len(case["prompt"]) <= 4000 for case in pages)


def test_no_prompt_and_no_sentence_stands_twice_in_the_set() -> None:
    untouched, tuning = (cases_of(half) for half in HALVES)
    prompts = [case["prompt"].strip().casefold() for case in (*untouched, *tuning)]
    assert len(prompts) == len(set(prompts))
    assert not sentences_of(untouched) & sentences_of(tuning)
