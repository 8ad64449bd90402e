"""Reads one foreign file in a process that may cost little and can do nothing else; started by importing.reading.

It answers with what it found or with the code of a reason. Whatever a parser throws over hostile bytes ends here.
"""

from __future__ import annotations

import sys
import unicodedata
from typing import Any

from kriptik_desktop.acquisition.confined.child import answer_json, confine, parts
from kriptik_desktop.acquisition.importing.formats.recognise import kind_of, reader_of
from kriptik_desktop.acquisition.importing.found import CannotRead, Found


def reply(content: bytes, password: str | None) -> dict[str, Any]:
    """Return the answer for one file."""
    kind = ""
    try:
        kind = kind_of(content)
        return _read(kind, content, password).as_json()
    except CannotRead as error:
        return {"error": error.code, "kind": kind, "where": error.where, "most": error.most}
    except MemoryError:
        return {"error": "import_reader_ended", "kind": kind}
    except Exception:
        # Parsers answer damaged bytes with every kind of exception there is; what they say holds parts of the file.
        return {"error": "import_damaged", "kind": kind}


def _read(kind: str, content: bytes, password: str | None) -> Found:
    composed = unicodedata.normalize("NFC", password) if password else password
    try:
        return reader_of(kind)(content, password)
    except CannotRead as error:
        # Keyboards spell an accent in one sign or in two, and the file was made with one of them.
        if error.code != "import_password_wrong" or composed == password:
            raise
    return reader_of(kind)(content, composed)


def main(arguments: list[str]) -> int:
    """Do what the parent asked; return the exit status."""
    confine(arguments)
    content, *password = parts()
    answer_json(reply(bytes(content), password[0].decode() if password else None))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
