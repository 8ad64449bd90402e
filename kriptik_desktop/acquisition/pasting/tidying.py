"""Cleans what copying from a web page leaves in a text: invisible signs, odd blanks, wrapping quotes.

Values are compared and taken after this, because a key with a zero-width blank in it looks right and never works.
"""

from __future__ import annotations

import re
from typing import Final

_INVISIBLE: Final = dict.fromkeys(map(ord, "\0\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_BLANKS: Final = dict.fromkeys(
    map(ord, "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"), " "
)
_BREAKS: Final = dict.fromkeys(map(ord, "\u0085\u2028\u2029\v\f"), "\n")
_QUOTES: Final = {ord("\u201c"): '"', ord("\u201d"): '"', ord("\u2018"): "'", ord("\u2019"): "'"}
_TABLE: Final = {**_INVISIBLE, **_BLANKS, **_BREAKS, **_QUOTES}
_WRAPS: Final = "\"'`<>()[]{}"
_ENDS: Final = ".,;:!?"

_MASKED: Final = re.compile(r"[*\u2022\u25cf\u00b7\u2217\u25e6\u26ab\u2b24]{3,}|\u2026|(?<=\w)\.{3,}|^\.{3,}")
_PLACEHOLDER: Final = re.compile(
    r"""<[\w\ -]+> | ^\[.*\]$ | \{\{ | ^\$\{?\w+\}?$ | ^%\w+%$ | x{4,} | X{4,}
      | (?i:(^|[^a-z0-9])(your|insert|replace|paste|placeholder|todo|tbd|dummy)([^a-z0-9]|$))
      | (?i:change[-_]?me) | (?i:[-_]here$) | EXAMPLE(KEY)?$
      | (?i:^(none|null|undefined|n/a|-+|example|secret|password)$)
    """,
    re.VERBOSE,
)


def tidy(text: str) -> str:
    """Return the text with plain blanks, line ends and quotes, and without signs that nobody sees."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_TABLE)


def unwrapped(text: str) -> str:
    """Return a value without quotes, brackets and punctuation around it."""
    before = None
    while before != text:
        before = text
        text = text.strip().strip(_WRAPS).rstrip(_ENDS)
    return text


def is_masked(text: str) -> bool:
    """Tell whether a value is covered, as dashboards show it until somebody reveals it."""
    return _MASKED.search(text) is not None


def is_placeholder(text: str) -> bool:
    """Tell whether a text only stands where a value should be."""
    return _PLACEHOLDER.search(text) is not None
