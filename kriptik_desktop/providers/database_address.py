"""Takes the address of a database apart, so that what is shown of it never holds the password.

Strict about what the percent-encoding of RFC 3986 demands: a password with a bare @ or # in it makes another host of
the rest, and the values would be sent there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit

_BAD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_ENCODE = "Signs such as @ : / # ? % in the password must be written percent-encoded: %40 %3A %2F %23 %3F %25."


class AddressUnclear(Exception):
    """The text is no address of a database; the message says why and holds nothing of it."""


@dataclass(frozen=True, slots=True, repr=False)
class DatabaseAddress:
    """The parts of a connection string, decoded; not printable, because one of them is the password."""

    host: str
    port: int
    user: str
    password: str
    database: str
    options: Mapping[str, str] = field(default_factory=dict)
    """What stands behind the question mark, names in lower case."""

    @property
    def shown(self) -> str:
        """Return what may be seen: user, host and database."""
        user = f"{self.user} at " if self.user else ""
        return f"{user}{self.host}{f', database {self.database}' if self.database else ''}"


def read_address(text: str, port: int) -> DatabaseAddress:
    """Return the parts of ``scheme://user:password@host:port/database?options``; ``port`` where it names none.

    Raises AddressUnclear where it cannot mean one server.
    """
    try:
        parts = urlsplit(text)
        host, found = parts.hostname, parts.port
    except ValueError:
        raise AddressUnclear(f"The part between @ and the database's name is no host and port. {_ENCODE}") from None
    who, _, where = parts.netloc.rpartition("@")
    if "," in where:
        raise AddressUnclear("The address names several servers. Give the address of one.")
    if "@" in who or parts.fragment or _BAD_PERCENT.search(who):
        raise AddressUnclear(_ENCODE)
    options = {name.lower(): value for name, value in parse_qsl(parts.query, keep_blank_values=True)}
    if not host and not options.get("host"):
        raise AddressUnclear(f"The address names no host. {_ENCODE}")
    user, _, password = who.partition(":")
    return DatabaseAddress(
        host=host or options["host"],
        port=found or port,
        user=unquote(user),
        password=unquote(password),
        database=unquote(parts.path.removeprefix("/")),
        options=options,
    )
