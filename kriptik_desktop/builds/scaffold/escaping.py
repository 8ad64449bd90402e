"""Makes text of people safe to stand in generated files.

A prompt may hold quotes, template brackets, HTML or control characters. Each kind of file has one filter, and the
templates are rendered with no other way in: in TypeScript text is always a JSON string, in Markdown always escaped.
"""

from __future__ import annotations

import json
import re

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>|~&$])")
_MARKDOWN_START = re.compile(r"^([#+=-]|\d+(?=[.)]))")
_BLANKS = re.compile(r"\s+")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
_URL = re.compile(r"https?://[^\s<>\"'`\\]+")
_NAME = re.compile(r"[^a-z0-9]+")
_NAME_LIMIT = 60


def plain(text: str) -> str:
    """Return ``text`` in one line, without control characters or halves of characters."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return _BLANKS.sub(" ", _CONTROL.sub(" ", whole)).strip()


def js(value: str | list[str] | tuple[str, ...]) -> str:
    """Return ``value`` as a TypeScript literal that is also safe inside HTML (ASCII only, no angle brackets)."""
    ready = plain(value) if isinstance(value, str) else [plain(item) for item in value]
    text = json.dumps(ready, ensure_ascii=True)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def join_js(values: tuple[str, ...]) -> str:
    """Return ``values`` as TypeScript literals with commas between them."""
    return ", ".join(js(value) for value in values)


def md(text: str) -> str:
    """Return ``text`` as one line of Markdown that shows exactly its characters."""
    return _MARKDOWN_START.sub(_break_start, _MARKDOWN.sub(r"\\\1", plain(text)))


def _break_start(start: re.Match[str]) -> str:
    """Keep a line from becoming a heading or a list; a digit cannot be escaped, the dot after it can."""
    return f"\\{start[1]}" if not start[1].isdigit() else f"{start[1]}\\"


def md_quote(text: str) -> str:
    """Return ``text`` as a Markdown block quote, line by line."""
    lines = [md(line) for line in text.splitlines()] or [""]
    return "\n".join(f"> {line}".rstrip() for line in lines)


def md_url(text: str) -> str:
    """Return ``text`` as a Markdown link when it is a web address, else nothing."""
    return f"<{text}>" if _URL.fullmatch(text) else ""


def package_name(project_name: str, taken: frozenset[str]) -> str:
    """Return a name that npm accepts; one of ``taken`` gets an ending, since a package cannot depend on itself."""
    name = _NAME.sub("-", plain(project_name).lower())[:_NAME_LIMIT].strip("-") or "app"
    return f"{name}-app" if name in taken or name in ("node-modules", "favicon-ico") else name
