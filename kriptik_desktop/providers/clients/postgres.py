"""Asks a PostgreSQL server whether a connection string works, by connecting with it.

By pg8000 and not by libpq: it tells the SQLSTATE of a refused connection, and takes no password from ~/.pgpass or the
environment, so what works here works with these values alone. Codes: https://www.postgresql.org/docs/current/errcodes-appendix.html
"""

from __future__ import annotations

import re
import socket
import ssl
import struct
from typing import Any

from kriptik_desktop.core.settings import Settings
from kriptik_desktop.providers.client import ClientAsk
from kriptik_desktop.providers.database_address import AddressUnclear, DatabaseAddress, read_address
from kriptik_desktop.providers.drivers import LIMIT_S, driver_missing, in_thread, network_words, server_words
from kriptik_desktop.providers.probe_result import ProbeResult
from kriptik_desktop.providers.probe_shape import Outcome

_FIELD = "url"
_PORT = 5432
_DOWN = "The server runs, but takes no connection now."
_CODES: dict[str, tuple[Outcome, str]] = {
    "28P01": ("invalid", "The password or the user is wrong."),
    "28000": ("invalid", "The server does not let this user in, or not from this computer, or not without encryption."),
    "3D000": ("invalid", "The server has no database of this name."),
    "42501": ("missing_permission", "User and password are right, but the user may not open this database."),
    "53300": ("provider_down", "The server has no free connection left."),
    "57P03": ("provider_down", _DOWN),
}
_CLASSES: dict[str, tuple[Outcome, str]] = {
    "28": ("invalid", "The server does not let this user in."),
    "53": ("provider_down", _DOWN),
    "57": ("provider_down", _DOWN),
    "58": ("provider_down", _DOWN),
}
_UNKNOWN_TENANT = re.compile(r"(?i)tenant( or |/)user .*not found")
_POOLER = (
    "The pooler knows no such user at this host; the password has not been looked at. There the user's name ends with "
    "the project's reference, and the host is best copied."
)
"""What the shared pooler of Supabase says, with XX000: https://github.com/orgs/supabase/discussions/50190."""
_WHO = "select version(), current_user, current_database()"
_SSL_REQUEST = struct.pack("!ii", 8, 80877103)
"""https://www.postgresql.org/docs/current/protocol-message-formats.html#PROTOCOL-MESSAGE-FORMATS-SSLREQUEST"""
_MAY_CREATE = """
    select coalesce(bool_or(has_schema_privilege(oid, 'CREATE')), false)
        or has_database_privilege(current_database(), 'CREATE')
    from pg_namespace where nspname = any(current_schemas(false))
"""


async def check(ask: ClientAsk) -> ProbeResult:
    """Return what the server says to user and password, and whether the user may create tables."""
    try:
        address = read_address(ask.texts.get(_FIELD, ""), _PORT)
    except AddressUnclear as unclear:
        return ProbeResult("invalid", str(unclear), field=_FIELD)
    return await in_thread(lambda: _connect(address, ask.settings), ask.timeout_s, _FIELD)


def _connect(address: DatabaseAddress, settings: Settings) -> ProbeResult:
    try:
        from pg8000 import native
    except ImportError:
        return driver_missing("PostgreSQL", "postgres")
    try:
        with _opened(address, settings) as line:
            connection = native.Connection(
                address.user,
                host=address.host,
                sock=line,
                database=address.database or address.user,
                password=address.password,
                ssl_context=False,
            )
            result = _look_around(connection, address)
            connection.close()
            return result
    except native.DatabaseError as error:
        return _refused(error, address)
    except (native.InterfaceError, OSError) as error:
        return _unreached(error, address)
    except Exception:
        return ProbeResult("cannot_check", "What answers there does not speak as PostgreSQL does.", field=_FIELD)


def _opened(address: DatabaseAddress, settings: Settings) -> socket.socket:
    """Return a connected socket, encrypted as the address asks; the driver would leave it open when it is refused."""
    if address.host.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(LIMIT_S)
        line.connect(f"{address.host}/.s.PGSQL.{address.port}")
        return line
    line = socket.create_connection((address.host, address.port), LIMIT_S)
    try:
        return _encrypted(line, address, settings)
    except BaseException:
        line.close()
        raise


def _encrypted(line: socket.socket, address: DatabaseAddress, settings: Settings) -> socket.socket:
    """Follow ``sslmode``: https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-PROTECTION."""
    mode = address.options.get("sslmode", "prefer")
    if mode == "disable":
        return line
    line.sendall(_SSL_REQUEST)
    if line.recv(1) == b"S":
        return _context(mode, address, settings).wrap_socket(line, server_hostname=address.host)
    if mode not in ("allow", "prefer"):
        raise _NoEncryption
    return line


class _NoEncryption(OSError):
    """The server does not encrypt, and the address asks for it."""


def _look_around(connection: Any, address: DatabaseAddress) -> ProbeResult:
    from pg8000.native import DatabaseError

    [[version, user, database]] = connection.run(_WHO)
    try:
        [[creates]] = connection.run(_MAY_CREATE)
    except DatabaseError:
        creates = None
    may = {True: "It may create tables.", False: "It may not create tables.", None: ""}[creates]
    name = str(version).partition(" on ")[0].partition(" (")[0]
    return ProbeResult(
        "ok",
        account=f"{user} at {address.host}, database {database}",
        scopes=("CONNECT", "CREATE") if creates else ("CONNECT",),
        field=_FIELD,
        note=f"{name} answers to {user}. {may}".rstrip(),
    )


def _refused(error: Exception, address: DatabaseAddress) -> ProbeResult:
    said = error.args[0] if error.args and isinstance(error.args[0], dict) else {}
    code, words = str(said.get("C", "")), server_words(said.get("M", ""), address.password)
    outcome, note = _CODES.get(code) or _CLASSES.get(code[:2]) or ("cannot_check", "")
    if _UNKNOWN_TENANT.search(words):
        outcome, note = "invalid", _POOLER
    missing = "CONNECT" if outcome == "missing_permission" else ""
    message = words or f"The server refused with code {code}."
    return ProbeResult(outcome, message, said=bool(words), field=_FIELD, note=note or message, missing=missing)


def _unreached(error: Exception, address: DatabaseAddress) -> ProbeResult:
    if isinstance(error, _NoEncryption):
        message = f"{address.host} does not encrypt connections, and the address asks for it (sslmode)."
        return ProbeResult("unreachable", message, field=_FIELD)
    if "authentication" in str(error).lower():
        message = "The server asks for a way of signing in that KripTik does not know."
        return ProbeResult("cannot_check", message, field=_FIELD)
    cause = error if isinstance(error, OSError) else error.__cause__
    return ProbeResult("unreachable", network_words(cause, address.host), field=_FIELD)


def _context(mode: str, address: DatabaseAddress, settings: Settings) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if settings.ca_file is not None:
        context.load_verify_locations(settings.ca_file)
    root = address.options.get("sslrootcert", "")
    if root and root != "system":
        context.load_verify_locations(root)
    context.check_hostname = mode == "verify-full"
    context.verify_mode = ssl.CERT_REQUIRED if mode in ("verify-ca", "verify-full") else ssl.CERT_NONE
    return context
