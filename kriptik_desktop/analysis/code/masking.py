"""Tells code from comments and strings, roughly and in one pass, for a file in which something was found.

No parser of six languages is wanted here: what a comment mentions is not used, and that much a few patterns tell. A
string that may hold code (a template, an f-string) counts as code.
"""

from __future__ import annotations

import re
from bisect import bisect_right

_LINE_C = rb"//[^\n]*"
_BLOCK_C = rb"/\*[\s\S]*?(?:\*/|\Z)"
_HASH = rb"#[^\n]*"
_DOUBLE = rb'"[^"\\\n]*(?:\\.[^"\\\n]*)*"'
_SINGLE = rb"'[^'\\\n]*(?:\\.[^'\\\n]*)*'"
_LONG = rb'"""[\s\S]*?(?:"""|\Z)|\'\'\'[\s\S]*?(?:\'\'\'|\Z)'
_TEMPLATE = rb"`[^`\\]*(?:\\[\s\S][^`\\]*)*`"

_TOKENS = {
    "npm": (_LINE_C, _BLOCK_C, rb"<!--[\s\S]*?(?:-->|\Z)", _DOUBLE, _SINGLE, _TEMPLATE),
    "python": (_HASH, _LONG, _DOUBLE, _SINGLE),
    "go": (_LINE_C, _BLOCK_C, _DOUBLE, rb"'(?:\\.|[^'\\\n])+'", rb"`[^`]*(?:`|\Z)"),
    "rust": (_LINE_C, _BLOCK_C, rb"'(?:\\.|[^'\\\n])'", rb'"[^"\\]*(?:\\[\s\S][^"\\]*)*"'),
    "ruby": (rb"^=begin\b[\s\S]*?(?:^=end\b|\Z)", rb"#(?!\{)[^\n]*", _DOUBLE, _SINGLE),
    "php": (_LINE_C, rb"#(?!\[)[^\n]*", _BLOCK_C, _DOUBLE, _SINGLE),
    "hash": (_HASH,),
}
_PATTERNS = {language: re.compile(b"|".join(tokens), re.M) for language, tokens in _TOKENS.items()}
_COMMENTS = (b"//", b"/*", b"<!--", b"#", b"=begin")
_MAY_HOLD_CODE = {"npm": (b"`", b"${"), "ruby": (b'"', b"#{"), "php": (b'"', b"{$"), "go": (b"`", b':"')}


class Mask:
    """The comments and strings of one file."""

    def __init__(self, data: bytes, language: str) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._comments: list[bool] = []
        for match in _PATTERNS[language].finditer(data):
            text = match[0]
            comment = text.startswith(_COMMENTS)
            if comment or not _holds_code(data, match.start(), text, language):
                self._starts.append(match.start())
                self._ends.append(match.end())
                self._comments.append(comment)

    def is_code(self, at: int) -> bool:
        """Tell whether the byte at ``at`` belongs neither to a comment nor to a plain string."""
        return self._inside(at) is None

    def is_comment(self, at: int) -> bool:
        """Tell whether the byte at ``at`` belongs to a comment."""
        return self._inside(at) is True

    def _inside(self, at: int) -> bool | None:
        nearest = bisect_right(self._starts, at) - 1
        return self._comments[nearest] if nearest >= 0 and at < self._ends[nearest] else None


def _holds_code(data: bytes, at: int, text: bytes, language: str) -> bool:
    if language == "python":
        return b"f" in data[max(0, at - 2) : at].lower()
    opening, sign = _MAY_HOLD_CODE.get(language, (b"\0", b""))
    return text.startswith(opening) and sign in text
