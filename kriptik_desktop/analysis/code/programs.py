"""Reads source files: what they import and which variables they read, outside of comments and plain strings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kriptik_desktop.analysis.code.imports import imports
from kriptik_desktop.analysis.code.masking import Mask
from kriptik_desktop.analysis.code.model import Clue
from kriptik_desktop.analysis.code.source import Source
from kriptik_desktop.analysis.code.variables import of_symfony, reads

_BACKENDS = re.compile(rb"db\.backends\.(\w+)")
_DIALECT = re.compile(rb"(?:dialect|client|type)\s*:\s*[\"'](\w+)[\"']")
_DIALECT_FILES = re.compile(
    r"(?:drizzle\.config|knexfile|ormconfig|data-source|typeorm\.config|mikro-orm\.config)\.\w+"
)
_MODULES = {"python": (".py", "__init__.py"), "rust": (".rs", "mod.rs")}
_BUNDLE_BYTES = 20_000
_QUOTED = re.compile(rb"[\"'](@?[a-z][\w./@-]{1,80})[\"']")


def javascript(source: Source) -> Iterator[Clue]:
    """Yield the clues of JavaScript, TypeScript and the component files around them."""
    if source.name.endswith((".d.ts", ".min.js")) or _is_bundled(source.data):
        return
    yield from _code(source, "npm")
    if _DIALECT_FILES.fullmatch(source.name):
        yield from _dialects(source, _DIALECT, "npm")
    if source.name.startswith("nuxt.config."):
        yield from _nuxt_modules(source)


def python(source: Source) -> Iterator[Clue]:
    """Yield the clues of a Python file."""
    yield from _code(source, "python")
    if b"db.backends." in source.data:
        yield from _dialects(source, _BACKENDS, "python")


def go(source: Source) -> Iterator[Clue]:
    """Yield the clues of a Go file."""
    yield from _code(source, "go")


def rust(source: Source) -> Iterator[Clue]:
    """Yield the clues of a Rust file."""
    yield from _code(source, "rust")


def ruby(source: Source) -> Iterator[Clue]:
    """Yield the clues of a Ruby file."""
    yield from _code(source, "ruby")


def php(source: Source) -> Iterator[Clue]:
    """Yield the clues of a PHP file."""
    yield from _code(source, "php")


def embedded(source: Source) -> Iterator[Clue]:
    """Yield the variables that a configuration file reads itself: ERB in YAML, ``%env()%`` of Symfony."""
    mask: Mask | None = None
    found = [*reads(source.data, "ruby")] if b"<%" in source.data else []
    for at, name in (*found, *of_symfony(source.data)):
        mask = mask or Mask(source.data, "hash")
        if source.index.claims(name) and not mask.is_comment(at):
            yield source.clue("variable", "code", name, at, runs=True)


def _code(source: Source, language: str) -> Iterator[Clue]:
    mask: Mask | None = None
    for at, name, types_only in imports(source.data, language, source.index.names(language)):
        known = source.index.known(language, name)
        if known is None or (language in _MODULES and _is_own_module(source, known, language)):
            continue
        mask = mask or Mask(source.data, language)
        # What Go imports is a string and nothing else.
        if mask.is_code(at) or (language == "go" and not mask.is_comment(at)):
            yield source.clue("import", language, known, at, side=types_only, runs=not types_only)
    for at, name in reads(source.data, language):
        if not source.index.claims(name):
            continue
        mask = mask or Mask(source.data, language)
        if mask.is_code(at):
            yield source.clue("variable", "code", name, at, runs=True)


def _is_bundled(data: bytes) -> bool:
    """Tell whether a program wrote the file: its lines have a thousand characters and more."""
    return len(data) > _BUNDLE_BYTES and len(data) > 1000 * (data.count(b"\n") + 1)


def _is_own_module(source: Source, module: str, language: str) -> bool:
    """Tell whether the project has a module of that name where the language looks before it looks at packages.

    A file of that name that imports the name means the package. Python looks in folders that are no package themselves.
    """
    suffix, index = _MODULES[language]
    first = module.partition(".")[0]
    if source.name == f"{first}{suffix}":
        return False
    return source.has_beside(f"{first}{suffix}", f"{first}/{index}", f"src/{first}", unless="__init__.py")


def _dialects(source: Source, pattern: re.Pattern[bytes], language: str) -> Iterator[Clue]:
    mask = Mask(source.data, language)
    for match in pattern.finditer(source.data):
        name = match[1].decode()
        if source.index.known("dialect", name) and not mask.is_comment(match.start()):
            yield source.clue("package", "dialect", name, match.start(1), runs=True)


def _nuxt_modules(source: Source) -> Iterator[Clue]:
    """Yield the modules that Nuxt loads by their names in a list."""
    mask = Mask(source.data, "npm")
    for match in _QUOTED.finditer(source.data):
        name = match[1].decode()
        if source.index.own("npm", name) and not mask.is_comment(match.start()):
            yield source.clue("import", "npm", name, match.start(1), runs=True)
