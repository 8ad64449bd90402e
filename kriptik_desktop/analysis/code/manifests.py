"""Reads the lists in which projects name the packages they are built with.

JSON and TOML are parsed for their structure and searched for the line: a parser knows which list a name stands in and
forgets where, a search knows where and not in which.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kriptik_desktop.analysis.code.imports import specifier
from kriptik_desktop.analysis.code.index import normal
from kriptik_desktop.analysis.code.model import Clue
from kriptik_desktop.analysis.code.source import Source

_REQUIREMENT = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)")
_FOR_WORK = re.compile(r"dev|test|doc|lint|ci|bench|tool|typing", re.I)
_GO = re.compile(rb"^[ \t]*(?:require[ \t]+)?([a-z0-9][\w.~/-]*\.[\w.~/-]+)[ \t]+v\d[^\n]*", re.M)
_SQL_CRATES = frozenset({"sqlx", "diesel", "diesel-async", "sea-orm"})
_GEM = re.compile(rb"^[ \t]*(?:gem|\w+\.add_(?:runtime_)?dependency)[ \t(]+[\"']([\w./-]+)[\"']([^\n]*)", re.M)
_GEM_BLOCK = re.compile(rb"^([ \t]*)group\b([^\n]*)\bdo\b[\s\S]*?^\1end\b", re.M)
_GEM_GROUPS = re.compile(rb":(?:development|test)\b")


def package_json(source: Source) -> Iterator[Clue]:
    """Yield the packages of npm's manifest; those for development and for a host are aside."""
    tables = _json(source)
    for key, side in (
        ("dependencies", 0),
        ("optionalDependencies", 0),
        ("peerDependencies", 1),
        ("devDependencies", 1),
    ):
        yield from _listed(source, "npm", _keys(tables.get(key)), f'"{key}"', '"{}"', side=bool(side))


def deno_json(source: Source) -> Iterator[Clue]:
    """Yield the packages that Deno's manifest maps names to."""
    listed = tables if isinstance(tables := _json(source).get("imports"), dict) else {}
    for name in listed.values():
        if isinstance(name, str) and (known := source.index.known("npm", specifier(name))):
            yield source.clue("package", "npm", known, max(0, source.data.find(name.encode())))


def composer_json(source: Source) -> Iterator[Clue]:
    """Yield the packages of Composer's manifest."""
    tables = _json(source)
    for key, side in (("require", False), ("require-dev", True)):
        yield from _listed(source, "composer", _keys(tables.get(key)), f'"{key}"', '"{}"', side=side)


def pyproject(source: Source) -> Iterator[Clue]:
    """Yield the distributions of a ``pyproject.toml``, as the standard, Poetry, PDM and uv write them."""
    tables = _toml(source)
    project, tool = _table(tables, "project"), _table(tables, "tool")
    poetry = _table(tool, "poetry")
    running = [*_texts(project.get("dependencies")), *_keys(poetry.get("dependencies"))]
    aside = [*_texts(_table(tool, "uv").get("dev-dependencies")), *_keys(poetry.get("dev-dependencies"))]
    for group, names in _table(poetry, "group").items():
        (aside if _FOR_WORK.search(group) else running).extend(_keys(_table({"": names}, "").get("dependencies")))
    extras = {**_table(project, "optional-dependencies"), **_table(tables, "dependency-groups")}
    aside += [name for names in extras.values() for name in _texts(names)]
    yield from _distributions(source, running, side=False)
    yield from _distributions(source, aside, side=True)


def pipfile(source: Source) -> Iterator[Clue]:
    """Yield the distributions of a ``Pipfile``."""
    tables = _toml(source)
    yield from _distributions(source, _keys(tables.get("packages")), side=False)
    yield from _distributions(source, _keys(tables.get("dev-packages")), side=True)


def requirements(source: Source) -> Iterator[Clue]:
    """Yield the distributions of a requirements file, line by line."""
    side = _FOR_WORK.search(source.file.removesuffix(".txt").removesuffix(".in")) is not None
    for number, line in enumerate(source.data.decode("utf-8", "replace").splitlines(), 1):
        match = _REQUIREMENT.match(line)
        if match and source.index.known("pypi", normal(match[1])):
            yield source.clue_on("package", "pypi", normal(match[1]), number, side=side)


def cargo(source: Source) -> Iterator[Clue]:
    """Yield the crates of a ``Cargo.toml``; a renamed one by its own name."""
    tables = _toml(source)
    places = [tables, _table(tables, "workspace"), *map(_as_table, _table(tables, "target").values())]
    for key, side in (("dependencies", False), ("dev-dependencies", True), ("build-dependencies", True)):
        for place in places:
            listed = _table(place, key)
            names = [str(_as_table(value).get("package", name)) for name, value in listed.items()]
            yield from _listed(source, "crates", names, "dependencies", "{}", side=side)
            for library in _SQL_CRATES & listed.keys():
                yield from _drivers(source, library, _texts(_as_table(listed[library]).get("features")), side=side)


def _drivers(source: Source, crate: str, features: Iterable[str], *, side: bool) -> Iterator[Clue]:
    """Yield the databases that a crate for several is built for, such as ``sqlx`` with ``postgres``."""
    for feature in features:
        name = feature.removeprefix("sqlx-")
        if source.index.known("dialect", name):
            at = max(0, source.data.find(crate.encode()))
            yield source.clue("package", "dialect", name, at, side=side, runs=not side)


def go_mod(source: Source) -> Iterator[Clue]:
    """Yield the modules that a ``go.mod`` requires itself, without those that come along."""
    for match in _GO.finditer(source.data):
        name = source.index.known("go", match[1].decode())
        if name and b"// indirect" not in match[0]:
            yield source.clue("package", "go", name, match.start(1))


def gemfile(source: Source) -> Iterator[Clue]:
    """Yield the gems of a ``Gemfile``; Bundler loads those outside of a group, so the project runs on them."""
    blocks = [match for match in _GEM_BLOCK.finditer(source.data) if _GEM_GROUPS.search(match[2])]
    for match in _GEM.finditer(source.data):
        name = source.index.known("gems", match[1].decode())
        if name is None:
            continue
        grouped = any(block.start() <= match.start() < block.end() for block in blocks)
        side = grouped or bool(_GEM_GROUPS.search(match[2]))
        yield source.clue("package", "gems", name, match.start(1), side=side, runs=not side)


def _distributions(source: Source, names: Iterable[str], *, side: bool) -> Iterator[Clue]:
    for text in names:
        match = _REQUIREMENT.match(text)
        if match and source.index.known("pypi", normal(match[1])):
            line = re.search(rb"[\"'\s]?" + re.escape(match[1].encode()) + rb"\b", source.data)
            yield source.clue("package", "pypi", normal(match[1]), line.start() + 1 if line else 0, side=side)


def _listed(
    source: Source, space: str, names: Iterable[str], after: str, spelled: str, *, side: bool
) -> Iterator[Clue]:
    start = max(0, source.data.find(after.encode()))
    for name in names:
        if source.index.known(space, name) == name:
            at = source.data.find(spelled.format(name).encode("utf-8", "replace"), start)
            yield source.clue("package", space, name, max(at, 0), side=side)


def _json(source: Source) -> dict[str, Any]:
    try:
        return _as_table(json.loads(source.data.decode("utf-8-sig")))
    except (ValueError, RecursionError) as error:
        raise Unreadable("it is no JSON that can be read") from error


def _toml(source: Source) -> dict[str, Any]:
    try:
        return tomllib.loads(source.data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Unreadable("it is no TOML that can be read") from error


class Unreadable(Exception):
    """A manifest that its own tool could not read either."""


def _as_table(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _table(tables: Mapping[str, Any], key: str) -> dict[str, Any]:
    return _as_table(tables.get(key))


def _keys(value: object) -> list[str]:
    return [name for name in _as_table(value) if isinstance(name, str)]


def _texts(value: object) -> list[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []
