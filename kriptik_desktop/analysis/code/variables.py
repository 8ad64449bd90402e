"""Finds where code reads an environment variable, whatever language, framework or small helper it reads it with.

Each pattern begins with plain letters, which lets the search run at the speed of memory; a pattern that begins with a
word boundary takes ten times as long, and fifty thousand files are to be read in seconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Hit = tuple[int, str]
"""Where the reading begins, in bytes, and the variable's name."""

_NAME = rb"([A-Z][A-Z0-9_]{2,79})"
_ASSIGNED = re.compile(rb"[\"'`\])]*\s*=(?![=>~])")
_CALLED = (
    rb"\w{0,12}!?(?:(?:\??\.|::|->)\w{1,14}){0,2}(?:<[^>\n]{0,40}>)?(?:\(\s*|\??\.?\[\s*|:)\\?[\"'`](?:\w{1,9}::?)*"
    + _NAME
    + rb"\\?[\"'`,]"
)
"""What may stand between ``env`` and the quoted name: ``getenv(``, ``.get(``, ``::var(``, ``["``, a Go tag's colon."""
_QUOTED = tuple(re.compile(word + _CALLED) for word in (b"env", b"Env", b"ENV", b"onfig"))
"""``onfig`` is ``config("X")`` of decouple and Flask's and Nest's ``ConfigService.get("X")``."""
_DOTTED = re.compile(rb"env\??\." + _NAME + rb"\b")
_FROM_MODULE = re.compile(rb"from\s*[\"']\$env/(?:static|dynamic)/\w+[\"']")
_UNPACKED = re.compile(rb"\}\s*(?::\s*\w+\s*)?=\s*(?:process\.env|import\.meta\.env|Bun\.env|env)\b(?!\s*[.\[(?])")
_KEYS = re.compile(rb"([A-Z][A-Z0-9_]{2,79})\s*(?=[,}:=]|\s*$)", re.M)
_SCHEMA_KEY = re.compile(
    rb"[\s{,\"']" + _NAME + rb"[\"']?\s*:\s*(?:z|v|t|type|str|url|bool|num|env|Joi|yup|makeValidator)\b"
)
_SCHEMAS = (b"createEnv", b"cleanEnv", b"process.env", b"envSchema", b"defineEnv")
_SETTINGS_FIELD = re.compile(rb"\n[ \t]+([A-Za-z][A-Za-z0-9_]{2,79})[ \t]*:(?!=)")
_SYMFONY = re.compile(rb"%env\((?:\w+:){0,5}" + _NAME + rb"\)%")


def reads(data: bytes, language: str) -> Iterator[Hit]:
    """Yield every place that looks like the reading of a variable; assignments are no readings."""
    if b"env" in data or b"ENV" in data or b"Env" in data or b"onfig" in data:
        yield from _quoted(data)
        if language == "npm":
            yield from _of_javascript(data)
    if language == "python" and b"BaseSettings" in data:
        for match in _SETTINGS_FIELD.finditer(data):
            yield match.start(1), match[1].decode().upper()


def _quoted(data: bytes) -> Iterator[Hit]:
    for pattern in _QUOTED:
        for match in pattern.finditer(data):
            if not _ASSIGNED.match(data, match.end()):
                yield match.start(), match[1].decode()


def _of_javascript(data: bytes) -> Iterator[Hit]:
    for match in _DOTTED.finditer(data):
        before = data[match.start() - 1 : match.start()]
        if not (before.isalnum() or before in (b"_", b"-")) and not _ASSIGNED.match(data, match.end()):
            yield match.start(), match[1].decode()
    for match in _FROM_MODULE.finditer(data):
        yield from _listed(data, match.start())
    for match in _UNPACKED.finditer(data):
        yield from _listed(data, match.start() + 1)
    if any(word in data for word in _SCHEMAS):
        for match in _SCHEMA_KEY.finditer(data):
            yield match.start(1), match[1].decode()


def _listed(data: bytes, end: int) -> Iterator[Hit]:
    """Yield the names inside of the braces that end before ``end``: ``{ A, B: b } = process.env``."""
    start = data.rfind(b"{", max(0, end - 4000), end)
    for match in _KEYS.finditer(data, start, end) if start >= 0 else ():
        yield match.start(), match[1].decode()


def of_symfony(data: bytes) -> Iterator[Hit]:
    """Yield the variables that a Symfony configuration names as ``%env(NAME)%``."""
    for match in _SYMFONY.finditer(data) if b"%env(" in data else ():
        yield match.start(), match[1].decode()
