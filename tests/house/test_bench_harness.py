"""The table of measurements says truly whether a budget is kept."""

from __future__ import annotations

import pytest

from tests.bench.harness import median_of, report, timed_ms


def test_the_median_is_the_middle_run() -> None:
    runs = iter([9.0, 1.0, 5.0, 100.0, 3.0])
    assert median_of(5, lambda: next(runs)) == 5.0


def test_time_is_in_milliseconds() -> None:
    called = list[int]()
    assert 0 <= timed_ms(lambda: called.append(1)) < 1000
    assert called == [1]


@pytest.mark.parametrize(
    ("value", "at_least", "verdict"),
    [(2.0, False, "ok"), (2.1, False, "MISSED"), (2.1, True, "ok"), (1.9, True, "MISSED")],
)
def test_a_missed_budget_is_shown(
    value: float, at_least: bool, verdict: str, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = report("a thing", value, "ms", 2.0, at_least=at_least)
    row = capsys.readouterr().out
    assert kept is (verdict == "ok")
    assert verdict in row
    assert "load" in row
