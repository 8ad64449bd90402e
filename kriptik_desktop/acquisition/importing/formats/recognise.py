"""Tells what kind of file it is by what stands in it, and has it read; the name of a file proves nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from kriptik_desktop.acquisition.importing.formats import bitwarden, dotenv, kdbx, kdbx_header, onepassword, plain_json
from kriptik_desktop.acquisition.importing.formats.documents import parse
from kriptik_desktop.acquisition.importing.formats.text import decode
from kriptik_desktop.acquisition.importing.found import CannotRead, Found

Read = Callable[[bytes, str | None], Found]


def kind_of(content: bytes) -> str:
    """Return the format that the file claims to have.

    Raises CannotRead for what is known and not imported, and for bytes that are no text.
    """
    if not content:
        raise CannotRead("import_file_empty")
    for magic, code in _REFUSED.items():
        if content.startswith(magic):
            raise CannotRead(code)
    for magic, kind in _MAGIC.items():
        if content.startswith(magic):
            return kind
    text = decode(content).lstrip()
    if not text:
        raise CannotRead("import_file_empty")
    if text[0] in "{[":
        return "json"
    return "onepassword-csv" if onepassword.is_csv(text) else "dotenv"


def reader_of(kind: str) -> Read:
    """Return the reader of a format."""
    return _READERS[kind]


def _json(content: bytes, password: str | None) -> Found:
    document = parse(content)
    return bitwarden.read(document, password) if bitwarden.is_bitwarden(document) else plain_json.read(document)


_REFUSED: Final = {
    b"\x03\xd9\xa2\x9a\x65\xfb\x4b\xb5": "import_kdb_old",
    b"SQLite format 3\0": "import_is_a_vault",
}
_MAGIC: Final = {kdbx_header.MAGIC: "kdbx", b"PK\x03\x04": "onepassword-1pux", b"PK\x05\x06": "onepassword-1pux"}
_READERS: Final[dict[str, Read]] = {
    "dotenv": lambda content, _: dotenv.read(content),
    "json": _json,
    "onepassword-csv": lambda content, _: onepassword.read_csv(decode(content)),
    "onepassword-1pux": lambda content, _: onepassword.read_1pux(content),
    "kdbx": kdbx.read,
}
