"""The list model: whatever rows come, it ends with those rows, tells Qt each step, and touches no row that stayed."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject
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
