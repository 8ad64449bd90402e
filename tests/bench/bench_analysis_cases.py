"""Measures how often the analyser is right, on the two halves of the evaluation set.

Which prompts fail is told for the tuning half only (``--show``): a half whose failures are looked at is soon tuned on.
"""

from __future__ import annotations

import statistics
import sys
import time
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kriptik_desktop.analysis.model import Analysis
from kriptik_desktop.analysis.service import Analyser
from kriptik_desktop.providers.catalogue import Catalogue
from tests.bench.harness import report

CASES = Path(__file__).parents[1] / "analysis" / "cases"
SHOWN_HALF = "tuning"
HALVES = ("untouched", SHOWN_HALF)
TIMED_RUNS = 3

Case = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Marked:
    """One prompt with what came out of it, set against its labels.

    A choice counts for its category alone: an id among its options is neither a hit nor a forbidden hit. A denied id
    that a choice offers all the same is counted apart, in ``offered``.
    """

    case: Case
    ids: frozenset[str]
    categories: frozenset[str]
    options: frozenset[str]
    ruled_out: frozenset[str]
    milliseconds: float

    @property
    def missed(self) -> list[str]:
        """Return the labelled ids and categories that did not come out."""
        return [
            *(name for name in self.case["named"] if name not in self.ids),
            *(name for name in self.case["categories"] if name not in self.categories),
        ]

    @property
    def forbidden(self) -> list[str]:
        """Return what came out although a reader would call it wrong."""
        return [name for name in self.case["forbidden"] if name in self.ids | self.categories]

    @property
    def offered(self) -> list[str]:
        """Return the forbidden ids that stand among the options of a choice."""
        return [name for name in self.case["forbidden"] if name in self.options]

    @property
    def right(self) -> bool:
        """Return whether all that was asked for came out, and nothing forbidden, not even as an option."""
        return not (self.missed or self.forbidden or self.offered)


def main() -> None:
    """Print the figures of both halves; with ``--show`` also which cases of the tuning half failed."""
    analyser = Analyser(Catalogue.load())
    analyser.analyse("A shop with Stripe and a database")
    for half in HALVES:
        cases = tomllib.loads((CASES / f"{half}.toml").read_text("utf-8"))["case"]
        marked = [mark(analyser, case) for case in cases]
        print_goals(half, marked)
        print_table(half, marked)
        if half == SHOWN_HALF and "--show" in sys.argv:
            print_failed(marked)


def mark(analyser: Analyser, case: Case) -> Marked:
    """Analyse the prompt of a case, a few times for a steady time, and keep what the labels speak of."""
    times = []
    for _ in range(TIMED_RUNS):
        start = time.perf_counter()
        found: Analysis = analyser.analyse(case["prompt"])
        times.append((time.perf_counter() - start) * 1000)
    return Marked(
        case=case,
        ids=frozenset(each.id for each in found.detected),
        categories=frozenset([*(each.category for each in found.detected), *(each.category for each in found.choices)]),
        options=frozenset(option for each in found.choices for option in each.options),
        ruled_out=frozenset(name for each in found.ruled_out for name in (each.id, each.category) if name),
        milliseconds=statistics.median(times),
    )


def print_goals(half: str, marked: list[Marked]) -> None:
    """Print the figures that have a limit, each with it."""
    plain = [each for each in marked if each.case["kind"] == "plain"]
    hard = [each for each in marked if each.case["kind"] == "hard"]
    report(f"{half}: plain, named recall", recall(plain, "named", lambda each: each.ids), "", 0.97, at_least=True)
    report(f"{half}: plain, prompts with a forbidden hit", sum(bool(each.forbidden) for each in plain), "", 0)
    found = recall(hard, "categories", lambda each: each.categories)
    report(f"{half}: hard, category recall", found, "", 0.85, at_least=True)
    report(f"{half}: hard, prompts with a forbidden hit", 100 * share(bool(each.forbidden) for each in hard), "%", 5)
    report(f"{half}: a prompt, p95", p95(marked), "ms", 20)
    denied = recall(marked, "ruled_out", lambda each: each.ruled_out)
    report(f"{half}: ruled out by what the prompt says", denied, "")
    report(f"{half}: prompts offered a denied id as an option", sum(bool(each.offered) for each in marked), "")


def print_table(half: str, marked: list[Marked]) -> None:
    """Print one row for the half, and one for each kind and sort in it."""
    print(
        f"{half:<22}{'prompts':>8}{'named recall':>14}{'precision':>11}{'category recall':>17}{'precision':>11}"
        f"{'forbidden in':>14}{'fully right':>13}{'p95 ms':>8}"
    )
    print_row("all", marked)
    for key in ("kind", "sort"):
        for value in dict.fromkeys(str(each.case[key]) for each in marked):
            print_row(f"{key} {value}", [each for each in marked if each.case[key] == value])


def print_row(name: str, marked: list[Marked]) -> None:
    """Print the figures of some prompts.

    What no label speaks of counts against precision, though a reader may well agree with it: precision is a lower
    bound, the forbidden hits are the sure mistakes.
    """
    row = (
        f"{recall(marked, 'named', lambda each: each.ids):>14.3f}",
        f"{precision(marked, 'named', lambda each: each.ids):>11.3f}",
        f"{recall(marked, 'categories', lambda each: each.categories):>17.3f}",
        f"{precision(marked, 'categories', lambda each: each.categories):>11.3f}",
        f"{sum(bool(each.forbidden) for each in marked):>14}",
        f"{sum(each.right for each in marked):>13}",
        f"{p95(marked):>8.2f}",
    )
    print(f"  {name:<20}{len(marked):>8}{''.join(row)}", flush=True)


def print_failed(marked: list[Marked]) -> None:
    """Print the failed cases: what was missed, what was forbidden and came out."""
    for each in marked:
        if not each.right:
            told = (("missed", each.missed), ("forbidden", each.forbidden), ("offered", each.offered))
            parts = [f"{name} {', '.join(ids)}" for name, ids in told if ids]
            print(f"  {each.case['id']} {each.case['sort']:<14} {'; '.join(parts)}")


def recall(marked: list[Marked], label: str, shown: Callable[[Marked], frozenset[str]]) -> float:
    """Return the share of the labelled names that came out; nan where no prompt has such a label."""
    return share(name in shown(each) for each in marked for name in each.case.get(label, ()))


def precision(marked: list[Marked], label: str, shown: Callable[[Marked], frozenset[str]]) -> float:
    """Return the share of what came out that a label asks for; nan where nothing came out."""
    return share(name in each.case[label] for each in marked for name in shown(each))


def share(hits: Iterable[bool]) -> float:
    """Return how many of the answers are yes, between 0 and 1; nan for none at all."""
    return statistics.fmean(answers) if (answers := list(hits)) else float("nan")


def p95(marked: list[Marked]) -> float:
    """Return the time that 95 of 100 prompts stay under, in milliseconds."""
    return statistics.quantiles((each.milliseconds for each in marked), n=20, method="inclusive")[-1]


if __name__ == "__main__":
    main()
