"""Asks a MongoDB deployment whether a connection string works, by connecting with it.

A ping succeeds without signing in, so ``connectionStatus`` decides: it tells who is signed in and what they may do.
https://www.mongodb.com/docs/manual/reference/command/connectionStatus/
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kriptik_desktop.core.settings import Settings
from kriptik_desktop.providers.client import ClientAsk
from kriptik_desktop.providers.drivers import LIMIT_S, driver_missing, in_thread, server_words
from kriptik_desktop.providers.probe_result import ProbeResult
from kriptik_desktop.providers.probe_shape import Outcome

_FIELD = "uri"
_MS = int(LIMIT_S * 1000)
_ENCODE = (
    "This is not an address that MongoDB understands. Signs such as @ : / ? # [ ] % in user and password must be "
    "written percent-encoded, and an address that begins with mongodb+srv:// names one host without a port."
)
_NOT_FOUND = "The host name in the address cannot be found. Check the address and the network."
_SILENT = (
    "No server of the deployment can be reached. Mostly this computer's address is not on the access list of the "
    "project, or the cluster is paused; the password has not been looked at."
)
_NEEDED_OPTIONS = frozenset({"authmechanism", "authsource", "tls", "ssl", "replicaset", "authmechanismproperties"})
"""Without these the driver would ask in another way than the address says."""
_CODES: dict[int, tuple[Outcome, str]] = {
    13: ("missing_permission", "User and password are right, but the user lacks a right."),
    18: (
        "invalid",
        "The password or the user is wrong, or the user belongs to another authentication database (authSource).",
    ),
    8000: ("invalid", "The password or the user is wrong."),
    91: ("provider_down", "The server is shutting down."),
    11600: ("provider_down", "The server is shutting down."),
    13436: ("provider_down", "The server is not ready yet."),
}
"""https://www.mongodb.com/docs/manual/reference/error-codes/; 8000 is what Atlas puts before its own."""


async def check(ask: ClientAsk) -> ProbeResult:
    """Return what the deployment says to user and password, with the user's roles."""
    uri = ask.texts.get(_FIELD, "")
    return await in_thread(lambda: _connect(uri, ask.settings), ask.timeout_s, _FIELD)


def _connect(uri: str, settings: Settings) -> ProbeResult:
    try:
        import pymongo
        from pymongo import errors
    except ImportError:
        return driver_missing("MongoDB", "mongodb")
    kept = _without_strange_options(uri)
    if kept is None:
        return ProbeResult("invalid", _ENCODE, field=_FIELD)
    client: Any = None
    limits: dict[str, Any] = dict.fromkeys(
        ("serverSelectionTimeoutMS", "connectTimeoutMS", "socketTimeoutMS", "timeoutMS"), _MS
    )
    trust: dict[str, Any] = (
        {"tlsCAFile": str(settings.ca_file)} if settings.ca_file is not None and _encrypts(uri) else {}
    )
    try:
        client = pymongo.MongoClient(kept, appname="KripTik-Desktop", connect=False, **limits, **trust)
        return _look_around(client)
    except errors.OperationFailure as error:
        return _refused(error, _password_of(uri))
    except errors.InvalidURI:
        return ProbeResult("invalid", _ENCODE, field=_FIELD)
    except errors.ConfigurationError as error:
        return _misled(error)
    except (errors.ConnectionFailure, errors.PyMongoError):
        return ProbeResult("unreachable", _SILENT, field=_FIELD)
    except (ValueError, TypeError):
        return ProbeResult("invalid", _ENCODE, field=_FIELD)
    finally:
        if client is not None:
            client.close()


def _look_around(client: Any) -> ProbeResult:
    client.admin.command("ping")
    status = client.admin.command("connectionStatus", showPrivileges=True)
    version = client.server_info().get("version", "")
    info = status.get("authInfo", {})
    database = client.get_default_database(default="test").name
    users = [f"{each.get('user')}" for each in info.get("authenticatedUsers", [])]
    if not users:
        note = f"MongoDB {version} answers without a user's name: whoever reaches it may do as they like, or nothing."
        return ProbeResult("ok", account=f"no user, database {database}", field=_FIELD, note=note)
    writes = _may_insert(info.get("authenticatedUserPrivileges", []), database)
    roles = dict.fromkeys(str(each.get("role")) for each in info.get("authenticatedUserRoles", []))
    return ProbeResult(
        "ok",
        account=f"{users[0]}, database {database}",
        scopes=(*roles, *(("insert",) if writes else ())),
        field=_FIELD,
        note=f"MongoDB {version} answers to {users[0]}. It may {'' if writes else 'not '}save documents in {database}.",
    )


def _may_insert(privileges: Iterable[Mapping[str, Any]], database: str) -> bool:
    for each in privileges:
        resource = each.get("resource", {})
        here = resource.get("anyResource") or ("db" in resource and resource["db"] in ("", database))
        if here and {"insert", "anyAction"} & set(each.get("actions", ())):
            return True
    return False


def _refused(error: Any, password: str) -> ProbeResult:
    details = error.details or {}
    words = server_words(details.get("errmsg", ""), password)
    outcome, note = _CODES.get(error.code or 0, ("cannot_check", words))
    missing = "a right on the database" if outcome == "missing_permission" else ""
    message = words or f"The server refused with code {error.code}."
    return ProbeResult(outcome, message, said=bool(words), field=_FIELD, note=note or message, missing=missing)


def _misled(error: Exception) -> ProbeResult:
    """Tell apart what the driver reports as one: an address that cannot be, and a name that nobody answers for."""
    text = str(error).lower()
    if "dns query name does not exist" in text or "does not contain an answer" in text:
        return ProbeResult("invalid", _NOT_FOUND, field=_FIELD)
    if "resolution" in text or "nameserver" in text or "dns" in text:
        return ProbeResult("unreachable", _NOT_FOUND, field=_FIELD)
    return ProbeResult("invalid", _ENCODE, field=_FIELD)


def _without_strange_options(uri: str) -> str | None:
    """Return the address with the options that this driver knows; None where it is no address of MongoDB.

    Connection strings carry options of other drivers (useNewUrlParser), about which this one prints warnings.
    """
    from pymongo import errors, uri_parser

    head, _, query = uri.partition("?")
    if not head.startswith(("mongodb://", "mongodb+srv://")):
        return None
    kept = []
    for option in query.split("&") if query else []:
        try:
            uri_parser.split_options(option, validate=True, warn=False)
        except (errors.PyMongoError, ValueError, TypeError):
            if option.partition("=")[0].lower() in _NEEDED_OPTIONS:
                return None
        else:
            kept.append(option)
    return f"{head}?{'&'.join(kept)}" if kept else head


def _encrypts(uri: str) -> bool:
    return uri.startswith("mongodb+srv://") or "tls=true" in uri.lower() or "ssl=true" in uri.lower()


def _password_of(uri: str) -> str:
    from pymongo.uri_parser import parse_userinfo

    userinfo = uri.partition("://")[2].partition("/")[0].rpartition("@")[0]
    return str(parse_userinfo(userinfo)[1] or "") if ":" in userinfo else ""
