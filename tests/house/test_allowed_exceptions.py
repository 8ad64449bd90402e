"""The list of allowed exceptions says exactly what the source holds: nothing unlisted, nothing outdated."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections import Counter
from collections.abc import Iterator

from tests.house.text_files import text_of, tracked
from tests.plugins.exceptions_list import allowed

_IGNORE = re.compile(r"type:\s*ignore(?:\[([^\]]*)\])?")
_NOQA = re.compile(r"noqa(?::\s*([A-Z0-9, ]+))?", re.IGNORECASE)
_SKIPS = frozenset({"skip", "skipif", "xfail", "importorskip"})
_QMLLINT = re.compile(r"qmllint disable\s*(.*)")


def comments(name: str) -> Iterator[tuple[str, str]]:
    """Yield (comment, the line it stands on and the line before) of a Python file."""
    lines = ["", *text_of(name).splitlines()]
    for token in tokenize.generate_tokens(io.StringIO(text_of(name)).readline):
        if token.type == tokenize.COMMENT:
            row = token.start[0]
            yield token.string, f"{lines[row - 1]}\n{lines[row]}"


def python_files() -> list[str]:
    """Return every Python file of the project."""
    return [name for name in tracked() if name.endswith((".py", ".pyi"))]


def silenced(pattern: re.Pattern[str]) -> Counter[tuple[str, str]]:
    """Count comments that silence a tool by file and kind; the one that every @QmlUncreatable needs does not count.

    mypy reports what Qt's decorator does to it on the line of the decorator or on that of the class.
    """
    counted: Counter[tuple[str, str]] = Counter()
    for name in python_files():
        for comment, lines in comments(name):
            found = pattern.search(comment)
            if found and not ("@QmlUncreatable(" in lines and found[1] == "operator"):
                counted[name, (found[1] or "everything").strip()] += 1
    return counted


def listed(section: str) -> Counter[tuple[str, str]]:
    """Return what the list allows in a section."""
    return Counter({(entry["file"], entry["kind"]): entry["count"] for entry in allowed().get(section, ())})


def test_type_ignores_are_listed() -> None:
    assert silenced(_IGNORE) == listed("ignore")


def test_noqas_are_listed() -> None:
    assert silenced(_NOQA) == listed("noqa")


def test_qmllint_exceptions_are_listed() -> None:
    counted: Counter[tuple[str, str]] = Counter()
    for name in tracked("qml"):
        counted.update((name, kind) for kind in _QMLLINT.findall(text_of(name)))
    assert counted == listed("qmllint")


def test_skips_are_listed() -> None:
    counted: Counter[str] = Counter()
    for name in tracked("tests"):
        if name.endswith(".py"):
            for node in ast.walk(ast.parse(text_of(name))):
                if isinstance(node, ast.Attribute) and node.attr in _SKIPS and ast.unparse(node).startswith("pytest."):
                    counted[name] += 1
    assert counted == Counter({entry["file"]: entry["count"] for entry in allowed().get("skip", ()) if "file" in entry})


def test_nothing_is_silenced_wholesale() -> None:
    kinds = {kind for _, kind in [*listed("ignore"), *listed("noqa"), *listed("qmllint")]}
    assert not {"everything", ""} & kinds


def test_every_exception_has_a_reason() -> None:
    assert [entry for entries in allowed().values() for entry in entries if len(entry.get("reason", "")) < 20] == []
