"""Finds what source files import, language by language, as names that the index knows or does not.

Relative imports are left out by their shape; whether a name is a package or the project's own module is asked later,
for the few names that matter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

Import = tuple[int, str, bool]
"""Where it stands, in bytes, the name, and whether only types are taken, which leave no trace at run time."""

_JS = tuple(
    re.compile(word + rb"[\"'`]([@A-Za-z][^\"'`\n\\]{0,200})[\"'`]")
    for word in (rb"from\s*", rb"require\(\s*", rb"import\s*\(?\s*", rb"require\.resolve\(\s*")
)
_TYPES_ONLY = re.compile(rb"(?:import|export)\s+type\b[^;'\"]*$")
_ELSEWHERE = re.compile(r"npm:|https?://[^/]+/(?:npm/)?")
_VERSION = re.compile(r"(?<=.)@[^/]*")
_PY_FROM = re.compile(rb"from[ \t]+([A-Za-z_][\w.]*)[ \t]+import[ \t(\\\n]*([\w, \t]*)")
_PY_IMPORT = re.compile(rb"import[ \t]+([A-Za-z_][\w.]*(?:[ \t]+as[ \t]+\w+)?(?:[ \t]*,[ \t]*[\w. \t]+)*)")
_GO_END = re.compile(rb"\n(?:func|type|var|const)\b")
_GO = re.compile(rb"\"([a-z0-9][a-z0-9.-]*\.[a-z]+/[^\"\s]{1,200})\"")
_RUST_USE = re.compile(rb"use\s+(?:::)?([A-Za-z_]\w*)\s*(?:::|;|\s+as\b)")
_RUBY = re.compile(rb"require[ \t(]+[\"']([A-Za-z][\w./-]{0,100})[\"']")
_PHP_USE = re.compile(rb"use\s+(?:function\s+|const\s+)?\\?([A-Z]\w*(?:\\\w+)+)")
_PHP_NAME = re.compile(rb"\\(?<!\w\\)([A-Z]\w*(?:\\\w+)+)")


def imports(data: bytes, language: str, known: tuple[str, ...]) -> Iterator[Import]:
    """Yield the imports of a file; ``known`` are the names of the language that matter."""
    yield from _OF[language](data, known)


def _javascript(data: bytes, known: tuple[str, ...]) -> Iterator[Import]:
    for pattern in _JS:
        for match in pattern.finditer(data):
            line = data[max(data.rfind(b"\n", 0, match.start()) + 1, match.start() - 500) : match.start()]
            yield match.start(), specifier(match[1].decode("utf-8", "replace")), bool(_TYPES_ONLY.match(line.lstrip()))


def specifier(text: str) -> str:
    """Return the package and the path of an import, without a registry before it or a version behind it."""
    bare = _ELSEWHERE.sub("", text, count=1) if text.startswith(("npm:", "http")) else text
    return _VERSION.sub("", bare, count=1) if bare != text else text


def _python(data: bytes, known: tuple[str, ...]) -> Iterator[Import]:
    for match in _PY_FROM.finditer(data):
        if _starts_line(data, match.start()):
            module = match[1].decode()
            yield match.start(), module, False
            for name in match[2].decode().split(","):
                if name.split():
                    yield match.start(), f"{module}.{name.split()[0]}", False
    for match in _PY_IMPORT.finditer(data):
        if _starts_line(data, match.start()):
            for name in match[1].decode().split(","):
                if name.split():
                    yield match.start(), name.split()[0], False


def _starts_line(data: bytes, at: int) -> bool:
    return not data[data.rfind(b"\n", 0, at) + 1 : at].strip(b" \t>.")


def _go(data: bytes, known: tuple[str, ...]) -> Iterator[Import]:
    end = _GO_END.search(data)
    for match in _GO.finditer(data, 0, end.start() if end else len(data)):
        yield match.start(), match[1].decode(), False


def _rust(data: bytes, known: tuple[str, ...]) -> Iterator[Import]:
    for match in _RUST_USE.finditer(data):
        yield match.start(), match[1].decode(), False
    for name in known:
        path = f"{name}::".encode()
        at = data.find(path)
        before = data[at - 1 : at] if at > 0 else b" "
        if at >= 0 and not (before.isalnum() or before in (b"_", b":")):
            yield at, name, False


def _ruby(data: bytes, known: tuple[str, ...]) -> Iterator[Import]:
    for match in _RUBY.finditer(data):
        yield match.start(), match[1].decode(), False


def _php(data: bytes, known: tuple[str, ...]) -> Iterator[Import]:
    for pattern in (_PHP_USE, _PHP_NAME):
        for match in pattern.finditer(data):
            yield match.start(), match[1].decode("utf-8", "replace"), False


_OF: Mapping[str, Callable[[bytes, tuple[str, ...]], Iterator[Import]]] = {
    "npm": _javascript,
    "python": _python,
    "go": _go,
    "rust": _rust,
    "ruby": _ruby,
    "php": _php,
}
