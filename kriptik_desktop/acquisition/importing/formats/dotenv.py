"""A ``.env`` file, read as the npm package ``dotenv`` does."""

from __future__ import annotations

import re
from typing import Final

from kriptik_desktop.acquisition.importing.formats.text import decode
from kriptik_desktop.acquisition.importing.found import CannotRead, Found, flaw_of, shown
from kriptik_desktop.core.dotenv_format import parse

_REFERENCE: Final = re.compile(r"\$\{\w+\}|\$[A-Za-z_]\w*", re.ASCII)


def read(content: bytes) -> Found:
    """Return the variables of the file.

    Raises CannotRead where there is not one, or more lines are no assignment than are.
    """
    document = parse(decode(content))
    found, problems = Found("dotenv"), document.problems()
    for name in document.names():
        value = document.get(name)
        _take(found, name, value.reveal() if value else "")
    wrong = [each for each in problems if each.kind == "malformed"]
    if len(wrong) > len(found.variables) + len(found.left_out):
        raise CannotRead("import_format_unknown")
    found.left_out += [(f"line {each.lines[0]}", each.message) for each in wrong]
    found.notes += [each.message for each in problems if each.kind != "malformed"]
    return found.check()


def _take(found: Found, name: str, text: str) -> None:
    flaw = "it only refers to another variable" if _REFERENCE.fullmatch(text) else flaw_of(text)
    if flaw:
        found.left_out.append((shown(name), flaw))
    else:
        found.variables.append((shown(name), text))
