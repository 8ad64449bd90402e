"""Asks a MySQL or MariaDB server whether a connection string works, by connecting with it.

The server's error numbers decide, not its words, which it may translate; they are listed at
https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html
"""

from __future__ import annotations

import fnmatch
import re
import ssl
from collections.abc import Iterable
from typing import Any

from kriptik_desktop.core.settings import Settings
from kriptik_desktop.providers.client import ClientAsk
from kriptik_desktop.providers.database_address import AddressUnclear, DatabaseAddress, read_address
from kriptik_desktop.providers.drivers import LIMIT_S, driver_missing, in_thread, network_words, server_words
from kriptik_desktop.providers.probe_result import ProbeResult
from kriptik_desktop.providers.probe_shape import Outcome

_FIELD = "url"
_PORT = 3306
_CODES: dict[int, tuple[Outcome, str]] = {
    1040: ("provider_down", "The server has no free connection left."),
    1044: ("missing_permission", "User and password are right, but the user may not open this database."),
    1045: ("invalid", "The password or the user is wrong, or the user may not come from this computer."),
    1049: ("invalid", "The server has no database of this name."),
    1053: ("provider_down", "The server is shutting down."),
    1129: ("cannot_check", "The server has blocked this computer's address after failed connections."),
    1130: ("cannot_check", "The server does not let this computer's address in."),
    1203: ("rate_limited", "The user has as many connections as it may have."),
    1226: ("rate_limited", "The user has used up what it may use in an hour."),
    1820: ("invalid", "The password has expired and must be changed first."),
    1862: ("invalid", "The password has expired and must be changed first."),
    3118: ("invalid", "The user is locked."),
    3159: ("cannot_check", "The server takes encrypted connections only; add ssl-mode=REQUIRED to the address."),
}
_CLIENT_CODES = range(2000, 3000)
"""Errors of the driver itself; the server's begin with 1000 and go on with 3000."""
_GRANT = re.compile(r"^GRANT (?P<rights>.+?) ON (?P<where>\S+) TO ", re.IGNORECASE)
_TRUE = {"true", "1", "required", "require", "strict", "skip-verify", "preferred"}


async def check(ask: ClientAsk) -> ProbeResult:
    """Return what the server says to user and password, and the user's rights on the database."""
    try:
        address = read_address(ask.texts.get(_FIELD, ""), _PORT)
    except AddressUnclear as unclear:
        return ProbeResult("invalid", str(unclear), field=_FIELD)
    return await in_thread(lambda: _connect(address, ask.settings), ask.timeout_s, _FIELD)


def rights_in(grants: Iterable[str], database: str) -> tuple[str, ...]:
    """Return the rights that lines of SHOW GRANTS give on ``database``, in the server's words, each once."""
    found: list[str] = []
    for line in grants:
        match = _GRANT.match(line)
        if match and _reaches(match["where"], database):
            found += [right.partition("(")[0].strip().upper() for right in match["rights"].split(",")]
    return tuple(dict.fromkeys(right for right in found if right and ")" not in right))


def _connect(address: DatabaseAddress, settings: Settings) -> ProbeResult:
    try:
        import pymysql
    except ImportError:
        return driver_missing("MySQL", "mysql")
    connection: Any = None
    try:
        connection = pymysql.connect(
            host=address.host,
            port=address.port,
            user=address.user,
            password=address.password,
            database=address.database or None,
            connect_timeout=LIMIT_S,
            read_timeout=LIMIT_S,
            write_timeout=LIMIT_S,
            local_infile=False,
            **_encryption(address, settings),
        )
        return _look_around(connection, address)
    except pymysql.err.MySQLError as error:
        return _refused(error, address)
    except OSError as error:
        return ProbeResult("unreachable", network_words(error, address.host), field=_FIELD)
    except Exception:
        return ProbeResult("cannot_check", "What answers there does not speak as MySQL does.", field=_FIELD)
    finally:
        if connection is not None and connection.open:
            _close(connection)


def _look_around(connection: Any, address: DatabaseAddress) -> ProbeResult:
    with connection.cursor() as cursor:
        cursor.execute("select version(), current_user(), database()")
        version, user, database = cursor.fetchone()
        cursor.execute("show grants")
        rights = rights_in((str(row[0]) for row in cursor.fetchall()), database or "")
    creates = {"CREATE", "ALL PRIVILEGES"} & set(rights)
    name = "MariaDB" if "mariadb" in str(version).lower() else "MySQL"
    may = f"It may {'' if creates else 'not '}create tables." if database else "The address names no database."
    return ProbeResult(
        "ok",
        account=f"{user} at {address.host}{f', database {database}' if database else ''}",
        scopes=rights,
        field=_FIELD,
        note=f"{name} {str(version).partition('-')[0]} answers to {address.user}. {may}",
    )


def _refused(error: Exception, address: DatabaseAddress) -> ProbeResult:
    code = error.args[0] if error.args and isinstance(error.args[0], int) else 0
    if code in _CLIENT_CODES:
        cause = getattr(error, "original_exception", None) or error.__cause__ or error.__context__
        return ProbeResult("unreachable", network_words(cause, address.host), field=_FIELD)
    words = server_words(error.args[1], address.password) if code and len(error.args) > 1 else ""
    outcome, note = _CODES.get(code, ("cannot_check", words or "The server and KripTik found no way of signing in."))
    missing = "rights on the database" if outcome == "missing_permission" else ""
    message = words or f"The server refused with code {code}."
    return ProbeResult(outcome, message, said=bool(words), field=_FIELD, note=note, missing=missing)


def _encryption(address: DatabaseAddress, settings: Settings) -> dict[str, Any]:
    """Return what the address asks for, in the spelling of MySQL (ssl-mode) or of the hosts that have their own.

    Without a word the driver encrypts where the server can, as MySQL's own clients do:
    https://dev.mysql.com/doc/refman/8.4/en/connection-options.html#option_general_ssl-mode
    """
    options = address.options
    mode = next(
        (options[name].lower() for name in ("ssl-mode", "sslmode", "sslaccept", "tls", "ssl") if name in options), ""
    )
    if mode in ("disabled", "disable", "false", "0"):
        return {"ssl_disabled": True}
    if mode not in _TRUE and not mode.startswith(("verify", "{")):
        return {}
    if mode == "preferred":
        return {}
    context = ssl.create_default_context(cafile=options.get("ssl-ca") or options.get("sslrootcert") or None)
    if settings.ca_file is not None:
        context.load_verify_locations(settings.ca_file)
    context.check_hostname = mode in ("strict", "verify_identity", "verify-full", "true") or mode.startswith("{")
    if not context.check_hostname and not mode.startswith("verify"):
        context.verify_mode = ssl.CERT_NONE
    return {"ssl": context}


def _reaches(where: str, database: str) -> bool:
    schema = where.partition(".")[0].strip("`\"'")
    if schema == "*":
        return True
    # A grant's database is a LIKE pattern: % and _ are wild unless a backslash stands before them.
    pattern = re.sub(r"\\([%_])|([%_*?\[])", _as_glob, schema)
    return bool(database) and fnmatch.fnmatchcase(database, pattern)


def _as_glob(match: re.Match[str]) -> str:
    if match[1]:
        return match[1]
    return {"%": "*", "_": "?"}.get(match[2], f"[{match[2]}]")


def _close(connection: Any) -> None:
    try:
        connection.close()
    except Exception:
        return
