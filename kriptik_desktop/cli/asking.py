"""Where a command's words and secrets come from: standard input, a file descriptor, a file, or a prompt.

Only the caller has a terminal, so everything that is asked is asked here and handed to the owner as a value.
"""

from __future__ import annotations

import getpass
import json
import os
import signal
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kriptik_desktop.core import dotenv_format
from kriptik_desktop.core.errors import InvalidInput

_PASSWORD_LIMIT = 1024
_KIT_LIMIT = 4096


def given_text(text: str) -> str:
    """Return the text, or all of standard input where it is ``-``."""
    return sys.stdin.read() if text == "-" else text


def given_password(descriptor: int | None) -> str | None:
    """Return the vault's password from the descriptor, else from the file of KRIPTIK_PASSWORD_FILE, else None.

    Raises InvalidInput when the place that was named cannot be read.
    """
    if descriptor is not None:
        return read_descriptor(descriptor, "--password-fd")
    path = os.environ.get("KRIPTIK_PASSWORD_FILE")
    if not path:
        return None
    try:
        return Path(path).read_text(encoding="utf-8").splitlines()[0]
    except (OSError, UnicodeDecodeError, IndexError):
        raise _not_readable("KRIPTIK_PASSWORD_FILE") from None


def read_descriptor(descriptor: int, option: str) -> str:
    """Return the first line of a file descriptor; ``option`` is what named it.

    Raises InvalidInput when it cannot be read or is empty.
    """
    try:
        with os.fdopen(descriptor, encoding="utf-8", closefd=False) as file:
            line = file.readline(_PASSWORD_LIMIT).rstrip("\r\n")
    except (OSError, UnicodeDecodeError):
        raise _not_readable(option) from None
    if not line:
        raise _not_readable(option)
    return line


def _not_readable(place: str) -> InvalidInput:
    return InvalidInput(
        "password_unreadable", "A password could not be read from where it was said to be.", f"Check {place}."
    )


def on_terminal() -> bool:
    """Return whether there is a person who can be asked."""
    return sys.stdin.isatty()


def ask_password(prompt: str) -> str | None:
    """Ask for a password on the terminal, or return None where there is none."""
    if not on_terminal():
        return None
    with _interruptible():
        return getpass.getpass(f"{prompt}: ")


def ask_new_password(what: str = "New master password") -> str | None:
    """Ask twice for a new password, or return None without a terminal.

    Raises InvalidInput when the two differ.
    """
    first = ask_password(what)
    if first is not None and ask_password("The same again") != first:
        raise InvalidInput("passwords_differ", "The two passwords are not the same.", "Give the command again.")
    return first


def ask_kit(prompt: str) -> str:
    """Return a recovery kit that a person types, or that comes by standard input."""
    typed = ask_password(prompt)
    return sys.stdin.read(_KIT_LIMIT).strip() if typed is None else typed


def ask_line(question: str) -> str:
    """Ask for words that need not be hidden; the question goes to standard error, so that a result stays clean."""
    with _interruptible():
        print(question, end=" ", file=sys.stderr, flush=True)
        return sys.stdin.readline().strip()


@contextmanager
def _interruptible() -> Iterator[None]:
    """Let Ctrl+C end a question at once: the loop's own handler asks for a cancellation, which waits for an answer."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def ask_values(fields: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Return the values of a credential, asked one by one on a terminal."""
    values = {}
    for field in fields:
        optional = "" if field["required"] else " (optional)"
        question = f"{field['label']}{optional}: "
        with _interruptible():
            typed = getpass.getpass(question) if field["secret"] else input(question)
        if typed.strip():
            values[str(field["name"])] = typed.strip()
    return values


def named_values(text: str, aliases: Mapping[str, str]) -> dict[str, str] | None:
    """Return the values of a text that is nothing but fields: JSON or NAME=value lines; else None.

    ``aliases`` maps every name that a field may have here to the field's own.
    """
    given = _json_of(text) if text.lstrip().startswith("{") else _lines_of(text)
    if not given or not all(name in aliases and isinstance(value, str) for name, value in given.items()):
        return None
    return {aliases[name]: value.strip() for name, value in given.items()}


def _json_of(text: str) -> dict[str, Any]:
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}


def _lines_of(text: str) -> dict[str, str]:
    document = dotenv_format.parse(text.replace("\0", ""))
    if any(each.kind in ("malformed", "duplicate") for each in document.problems()):
        return {}
    found = {name: document.get(name) for name in document.names()}
    return {name: value.reveal() for name, value in found.items() if value is not None}
