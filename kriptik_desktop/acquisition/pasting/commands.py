"""Pieces of a copied command: variables set in any shell, options, headers and users of ``curl``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kriptik_desktop.acquisition.pasting.piece import BESIDE_USER, USER, Piece

_NAME: Final = r"[A-Za-z_][A-Za-z0-9_]*"
_VALUE: Final = r"""(?:"([^"]*)"|'([^']*)'|([^\s"']+))"""
_SET: Final = (
    re.compile(rf"""\s*\$env:({_NAME})\s*=\s*{_VALUE}""", re.IGNORECASE),
    re.compile(rf"""\s*(?:setx|set\s+-\w+|setenv|ENV|ARG)\s+({_NAME})[\s=]\s*{_VALUE}"""),
    re.compile(rf"""\s*\[(?:System\.)?Environment\]::SetEnvironmentVariable\(\s*["']({_NAME})["']\s*,\s*{_VALUE}"""),
)
_SET_WHOLE: Final = re.compile(rf"""\s*set\s+"?({_NAME})=([^"\n]*)"?\s*""", re.IGNORECASE)
_ASSIGNED: Final = re.compile(rf"""(?<!\S)["']?({_NAME})={_VALUE}""")
_OPTION: Final = re.compile(rf"""(?<!\S)--?([a-z][a-z0-9-]{{2,60}})[ =]{_VALUE}""", re.IGNORECASE)
_HEADER: Final = re.compile(r"""(?<!\S)(?:-H|--header)[ =]*(["'])([\w-]{1,60}):\s*([^"'\n]*)\1""")
_USER: Final = re.compile(r"""(?<!\S)(?:-u|--user)[ =]*["']?([^\s"':/]*):(?!//)([^\s"']*)""")
_BARE_HEADER: Final = re.compile(r"""\s*(Authorization|X-[\w-]{1,60}):\s*(\S.*)""", re.IGNORECASE)
_SCHEME: Final = re.compile(r"(?:Bearer|Token|Basic|Bot|Key|Api-Key|apikey)\s+", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"""(?<![\w+])[a-z][a-z0-9+.-]{1,20}://[^\s"'`<>]+""")
_NO_SECRET: Final = ("header", "user", "env", "request", "data", "url")
"""Options whose value is read by its own rule."""


def command_pieces(line: str) -> Iterator[Piece]:
    """Yield what a command line sets or carries; nothing where it is none."""
    if whole := _SET_WHOLE.fullmatch(line):
        yield Piece(whole[1], whole[2].strip(), variable=True)
        return
    for pattern in _SET:
        if found := pattern.match(line):
            yield Piece(found[1], _given(found, 2), variable=True)
            return
    yield from (Piece(found[1], _given(found, 2), variable=True) for found in _ASSIGNED.finditer(line))
    yield from _headers(line)
    for found in _USER.finditer(line):
        yield Piece(USER, found[1])
        yield Piece(BESIDE_USER, found[2])
    options = [found for found in _OPTION.finditer(line) if found[1].casefold() not in _NO_SECRET]
    yield from (Piece(found[1], _given(found, 2)) for found in options if "=" not in _given(found, 2)[:40])
    if options or _USER.search(line) or _HEADER.search(line):
        yield from (Piece("", found[0]) for found in _ADDRESS.finditer(line))


def _headers(line: str) -> Iterator[Piece]:
    found = [(each[2], each[3]) for each in _HEADER.finditer(line)]
    if not found and (bare := _BARE_HEADER.fullmatch(line)):
        found = [(bare[1], bare[2])]
    for name, value in found:
        scheme = _SCHEME.match(value)
        said = "authorization bearer" if scheme and name.casefold() == "authorization" else name
        yield Piece(said, value[scheme.end() :] if scheme else value)


def _given(found: re.Match[str], first: int) -> str:
    return next((group for group in found.groups()[first - 1 :] if group is not None), "")
