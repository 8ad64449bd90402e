"""The tree of errors is the one its module draws, and every error says what happened and what to do."""

from __future__ import annotations

import inspect
import re

import pytest

from kriptik_desktop.core import errors
from kriptik_desktop.core.errors import KriptikError, Unavailable

BRANCHES = {
    name: kind
    for name, kind in vars(errors).items()
    if inspect.isclass(kind) and issubclass(kind, KriptikError) and kind is not KriptikError
}


def test_the_drawing_names_every_branch() -> None:
    drawn = re.findall(r"^    \+-- (\w+)", inspect.getdoc(errors) or "", re.MULTILINE)
    assert drawn == list(BRANCHES)


@pytest.mark.parametrize("name", BRANCHES)
def test_an_error_carries_code_message_and_hint(name: str) -> None:
    error = BRANCHES[name]("a_code", "It broke.", "Mend it.")
    assert (error.code, error.message, error.hint, str(error)) == (
        "a_code",
        "It broke.",
        "Mend it.",
        "It broke. Mend it.",
    )
    assert str(BRANCHES[name]("a_code", "It broke.")) == "It broke."


def test_only_what_may_work_later_is_retryable() -> None:
    assert [name for name, kind in BRANCHES.items() if kind.retryable] == [Unavailable.__name__]
