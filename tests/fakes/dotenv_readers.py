"""What the common readers make of a ``.env`` file, written from their published rules and not from our parser.

Sources: npm ``dotenv`` 16/17 (README "Rules"; the LINE expression of ``lib/main.js``), ``dotenv-expand`` as bundled in
Next.js 15/16 (``@next/env``), ``python-dotenv`` (README "File format").
"""

from __future__ import annotations

import re

_NODE_LINE = re.compile(
    r"^\s*(?:export\s+)?([\w.-]+)(?:\s*=\s*?|:\s+?)"
    r"(\s*'(?:\\'|[^'])*'|\s*\"(?:\\\"|[^\"])*\"|\s*`(?:\\`|[^`])*`|[^#\r\n]+)?\s*(?:#.*)?$",
    re.MULTILINE | re.ASCII,
)
_JS_BLANK = " \t\n\v\f\r\u00a0\u2028\u2029\ufeff"


def read_as_node(text: str) -> dict[str, str]:
    """npm ``dotenv``."""
    values: dict[str, str] = {}
    for found in _NODE_LINE.finditer(re.sub(r"\r\n?", "\n", text.removeprefix("\ufeff"))):
        value = (found[2] or "").strip(_JS_BLANK)
        first = value[:1]
        value = re.sub(r"^(['\"`])([\s\S]*)\1$", r"\2", value, count=1, flags=re.MULTILINE)
        if first == '"':
            value = value.replace("\\n", "\n").replace("\\r", "\r")
        values[found[1]] = value
    return values


def read_as_next(text: str, environment: dict[str, str] | None = None) -> dict[str, str]:
    """npm ``dotenv``, then ``dotenv-expand``: references from the last to the first, then the escapes."""
    parsed = read_as_node(text)
    known = environment or {}
    for name, value in parsed.items():
        while (at := _last_dollar(value)) is not None:
            found = re.search(r"(?<!\\)\$\{?(\w+)(?::-([^}\\]*))?\}?", value[at:], re.ASCII)
            if found is None:
                break
            start = at + found.start()
            replacement = known.get(found[1]) or found[2] or parsed.get(found[1], "")
            value = value[:start] + replacement + value[at + found.end() :]
        parsed[name] = value.replace("\\$", "$")
    return parsed


def _last_dollar(value: str) -> int | None:
    places = [found.start() for found in re.finditer(r"(?<!\\)\$", value)]
    return places[-1] if places else None


_PYTHON_LINE = re.compile(
    r"\s*(?:export[^\S\n]+)?(?P<name>[^=#\s]+)[^\S\n]*=(?P<gap>[^\S\n]*)"
    r"(?:'(?P<single>(?:\\'|[^'])*)'|\"(?P<double>(?:\\\"|[^\"])*)\"|(?P<bare>(?!['\"])[^\n]*))"
    r"[^\S\n]*(?:#[^\n]*)?(?:\n|\Z)"
)


def read_as_python(text: str) -> dict[str, str]:
    """``python-dotenv`` with its default interpolation of ``${NAME}``; a statement it cannot parse is dropped."""
    text = re.sub(r"\r\n?", "\n", text.removeprefix("\ufeff"))
    values: dict[str, str] = {}
    position = 0
    while position < len(text):
        found = _PYTHON_LINE.match(text, position)
        if found is None:
            position = text.find("\n", position) + 1 or len(text)
            continue
        position = found.end()
        raw = _python_value(found)
        values[found["name"]] = re.sub(
            r"\$\{([^}:]*)(?::-([^}]*))?\}", lambda hit: values.get(hit[1]) or hit[2] or "", raw
        )
    return values


def _python_value(found: re.Match[str]) -> str:
    if found["single"] is not None:
        return re.sub(r"\\([\\'])", r"\1", found["single"])
    if found["double"] is not None:
        plain = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
        return re.sub(r"\\([\\'\"abfnrtv])", lambda hit: plain.get(hit[1], hit[1]), found["double"])
    bare = found["bare"]
    if found["gap"] and bare.startswith("#"):
        return ""
    return re.sub(r"\s+#.*", "", bare).rstrip()
