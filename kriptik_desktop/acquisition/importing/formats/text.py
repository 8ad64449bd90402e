"""Bytes to text, with a reason of its own for each way in which that goes wrong."""

from __future__ import annotations

from typing import Final

from kriptik_desktop.acquisition.importing.found import CannotRead

_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_NEVER_IN_TEXT: Final = frozenset(range(0x20)) - {0x09, 0x0A, 0x0C, 0x0D, 0x1B}


def decode(content: bytes) -> str:
    """Return the text without a byte order mark.

    Raises CannotRead for UTF-16, for an older encoding, and for bytes that are no text at all.
    """
    if content[:2] in _UTF16 or _looks_like_utf16(content):
        raise CannotRead("import_text_utf16")
    if not _NEVER_IN_TEXT.isdisjoint(content):
        raise CannotRead("import_text_binary")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    raise CannotRead("import_text_not_utf8")


def _looks_like_utf16(content: bytes) -> bool:
    head = content[:4096]
    odd, even = head[1::2], head[::2]
    return any(
        len(half) > 3 and half.count(0) > len(half) * 0.6 and 0 not in other
        for half, other in ((odd, even), (even, odd))
    )
