"""House rules that reading can check: hosts that must not be named, sizes, emojis, leftovers, names."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.house.text_files import text_of, tracked

THIS_FILE = "tests/house/test_house_text.py"

REGISTRY_HOSTS = re.compile(
    r"pypi\.org|pythonhosted|registry\.npmjs|npmjs\.(?:com|org)|deb\.debian|snapshot\.debian|nodesource|crates\.io"
    r"|registry\.yarnpkg|conda\.anaconda|proxy\.golang|ghcr\.io|docker\.io"
)
WORKPLACE = re.compile(r"\.\./shared|/work/|\.library\b|with-desktop\b|a11y\.py")
EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf]")
LEFTOVER = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")
EMPTY_NAME = re.compile(r"(?:Manager|Helper|Utils?)$")

MODULE_LINES, FUNCTION_LINES, QML_LINES = 320, 50, 250
QML_LIMITS = {"qml/Kriptik/App/Main.qml": 120, "qml/Kriptik/Glass/Theme.qml": 400}
"""The window only puts parts together; the Theme is a list in which one looks values up."""


def hits(pattern: re.Pattern[str], names: Iterator[str]) -> list[str]:
    """Return ``file:line: text`` wherever the pattern occurs."""
    return [
        f"{name}:{number}: {line.strip()[:100]}"
        for name in names
        if name != THIS_FILE
        for number, line in enumerate(text_of(name).splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_registry_host_is_named() -> None:
    assert hits(REGISTRY_HOSTS, iter(tracked())) == []


def test_the_lock_names_no_place_to_get_packages_from() -> None:
    lines = text_of("requirements.lock").splitlines()
    assert len(lines) > 100
    assert [line for line in lines if not re.match(r"[a-z0-9.-]+==| +--hash=sha256:[0-9a-f]{64}", line)] == []
    assert "://" not in text_of("requirements.lock")


def test_nothing_of_the_workplace_is_named() -> None:
    assert hits(WORKPLACE, iter(tracked())) == []


def test_no_emoji() -> None:
    assert hits(EMOJI, iter(tracked())) == []


def test_no_leftover() -> None:
    sources = (name for name in tracked() if name.endswith((".py", ".qml", ".toml", ".j2")))
    assert hits(LEFTOVER, sources) == []


def python_sources() -> list[str]:
    """Return the modules of the app."""
    names = [name for name in tracked("kriptik_desktop", "packaging") if name.endswith(".py")]
    assert len(names) > 20
    return names


def test_modules_are_of_a_size_one_can_hold_in_the_head() -> None:
    sizes = {name: text_of(name).count("\n") for name in python_sources()}
    assert {name: lines for name, lines in sizes.items() if lines > MODULE_LINES} == {}


def test_functions_are_short() -> None:
    long = []
    for name in python_sources():
        for node in ast.walk(ast.parse(text_of(name))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > FUNCTION_LINES:
                    long.append(f"{name}:{node.lineno}: {node.name} has {lines} lines")
    assert long == []


def test_qml_files_are_short() -> None:
    sizes = {name: text_of(name).count("\n") for name in tracked() if name.endswith(".qml")}
    assert QML_LIMITS.keys() <= sizes.keys()
    assert {name: lines for name, lines in sizes.items() if lines > QML_LIMITS.get(name, QML_LINES)} == {}


def test_names_say_what_a_thing_is() -> None:
    classes = [
        f"{name}: {node.name}"
        for name in python_sources()
        for node in ast.walk(ast.parse(text_of(name)))
        if isinstance(node, ast.ClassDef) and EMPTY_NAME.search(node.name)
    ]
    assert classes == []


@pytest.mark.parametrize("path", ["pyproject.toml", "requirements.lock", "Makefile", "LICENSE", ".ci/run"])
def test_the_top_level_is_complete(path: str) -> None:
    assert path in tracked()


def test_the_top_level_holds_nothing_else() -> None:
    fixed = {"pyproject.toml", "requirements.lock", "Makefile", "README.md", "CHANGELOG.md", "LICENSE", ".gitignore"}
    folders = {"kriptik_desktop", "qml", "assets", "tests", "packaging", ".ci"}
    assert {name.partition("/")[0] for name in tracked()} - fixed - folders == set()
