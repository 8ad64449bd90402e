"""The list model: whatever rows come, it ends with those rows, tells Qt each step, and touches no row that stayed."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject, QPersistentModelIndex
from PySide6.QtTest import QAbstractItemModelTester

from kriptik_desktop.ui.row_model import RowModel


@dataclass(frozen=True, slots=True)
class Pet:
    pet_id: int
    name: str
    toys: tuple[str, ...] = ()


def _model(owner: QObject) -> RowModel[Pet]:
    return RowModel(Pet, lambda row: row.pet_id, owner)


def _lists() -> st.SearchStrategy[list[Pet]]:
    pets = st.builds(Pet, st.integers(0, 8), st.sampled_from("abc"))
    return st.lists(pets, max_size=9, unique_by=lambda pet: pet.pet_id)


@given(_lists(), _lists())
def test_it_ends_with_the_rows_given(first: list[Pet], second: list[Pet]) -> None:
    owner = QObject()
    model = _model(owner)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for rows in (first, second):
        model.set_rows(rows)
        assert list(model.rows) == rows
        assert model.rowCount() == len(rows)
    assert tester.model() is model


def test_a_row_that_changed_is_changed_and_not_made_anew() -> None:
    owner = QObject()
    model = _model(owner)
    model.set_rows([Pet(1, "a"), Pet(2, "b")])
    steps: list[str] = []
    model.rowsInserted.connect(lambda *place: steps.append("inserted"))
    model.rowsRemoved.connect(lambda *place: steps.append("removed"))
    model.dataChanged.connect(lambda top, bottom, roles: steps.append(f"changed {top.row()} {len(roles)}"))
    model.set_rows([Pet(1, "a"), Pet(2, "c")])
    assert steps == ["changed 1 1"]
    model.set_rows([Pet(1, "a"), Pet(2, "c")])
    assert steps == ["changed 1 1"]


def test_fields_are_roles_in_the_spelling_of_qml() -> None:
    owner = QObject()
    model = _model(owner)
    model.set_rows([Pet(7, "a", ("ball",))])
    roles = {bytes(name.data()).decode(): role for role, name in model.roleNames().items()}
    assert set(roles) == {"petId", "name", "toys"}
    assert model.data(model.index(0), roles["petId"]) == 7
    assert model.data(model.index(0), roles["toys"]) == ["ball"]


@pytest.mark.parametrize("role", [0, 10_000])
def test_a_role_that_is_not_there_gives_nothing(role: int) -> None:
    owner = QObject()
    model = _model(owner)
    model.set_rows([Pet(7, "a")])
    assert model.data(model.index(0), role) is None


def _many() -> list[Pet]:
    return [Pet(at, "abc"[at % 3]) for at in range(400)]


@pytest.mark.parametrize(
    "rows",
    [
        [pet for pet in _many() if pet.name == "b"],
        _many()[::-1],
        [*_many()[200:], *_many()[:200]],
        [Pet(pet.pet_id, "d") for pet in _many()],
        [Pet(at, "new") for at in range(399, 900, 2)],
        [Pet(1, "a"), Pet(1, "b")],
        [],
    ],
    ids=["filtered", "reversed", "turned", "all changed", "others", "twice the same", "none"],
)
def test_a_long_list_goes_to_any_other_and_back_in_a_few_steps(rows: list[Pet]) -> None:
    owner = QObject()
    model = _model(owner)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_rows(_many())
    steps: list[str] = []
    for signal in (model.rowsInserted, model.rowsRemoved, model.rowsMoved, model.dataChanged):
        signal.connect(lambda *place: steps.append("step"))
    for wanted in (rows, _many()):
        steps.clear()
        model.set_rows(wanted)
        assert list(model.rows) == wanted
        assert len(steps) <= 3
    assert tester.model() is model


def test_a_row_keeps_its_place_in_mind_while_a_few_others_come_and_go() -> None:
    owner = QObject()
    model = _model(owner)
    model.set_rows(_many())
    kept = QPersistentModelIndex(model.index(300))
    model.set_rows([Pet(-1, "first"), *(pet for pet in _many() if pet.pet_id not in (7, 8, 9, 350))])
    assert model.rows[kept.row()].pet_id == 300
