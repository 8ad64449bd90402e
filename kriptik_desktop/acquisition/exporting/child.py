"""Makes a KeePass database (KDBX 4) of the entries it is given, opens it again, and answers with its bytes.

Argon2id with 64 MiB, three passes and four lanes (the second choice of RFC 9106 section 4, which phones can afford as
well), AES-256, compressed. The tree is made directly, because the package looks through all entries for each new one.
"""

from __future__ import annotations

import base64
import importlib
import io
import json
import os
import sys
import uuid
from typing import Any, Final

from kriptik_desktop.acquisition.confined.child import answer, answer_json, confine, parts
from kriptik_desktop.acquisition.importing.formats.kdbx import OWN_NOTE, pykeepass
from kriptik_desktop.acquisition.importing.found import CannotRead

_MEMORY: Final = 64 << 20
_PASSES: Final = 3
_LANES: Final = 4
_SECONDS_TO_1970: Final = 62_135_596_800
_KEY_ICON: Final = "0"
_FOLDER_ICON: Final = "48"


class NotTheSame(Exception):
    """What was written does not read back as what was given."""


def database(entries: list[dict[str, Any]], password: str, now_ms: int) -> bytes:
    """Return the bytes of a database with these entries.

    Raises CannotRead where the package is missing, NotTheSame.
    """
    package = pykeepass()
    blank = importlib.import_module("pykeepass.pykeepass")
    made = package.PyKeePass(blank.BLANK_DATABASE_LOCATION, password=blank.BLANK_DATABASE_PASSWORD)
    _set_cost(made)
    made.password = password
    _fill(made.tree.getroot(), entries, now_ms)
    target = io.BytesIO()
    made.save(target)
    data = target.getvalue()
    again = package.PyKeePass(io.BytesIO(data), password=password)
    if _values(again.tree) != [pair for each in entries for pair in map(tuple, each["strings"])]:
        raise NotTheSame
    return data


def _set_cost(made: Any) -> None:
    kinds = importlib.import_module("pykeepass.kdbx_parsing").kdf_uuids
    header = made.kdbx.header.value.dynamic_header
    cost = header.kdf_parameters.data.dict
    for name, value in (("$UUID", kinds["argon2id"]), ("M", _MEMORY), ("I", _PASSES), ("P", _LANES)):
        cost[name].value = value
    # The inner stream's key is the template's otherwise; the package renews it too, as of 4.1.
    made.kdbx.body.payload.inner_header.protected_stream_key.data = os.urandom(64)


def _fill(root: Any, entries: list[dict[str, Any]], now_ms: int) -> None:
    meta, top = root.find("Meta"), root.find("Root/Group")
    meta.find("Generator").text = "KripTik"
    meta.find("DatabaseName").text = "KripTik credentials"
    for name in ("DatabaseNameChanged", "DatabaseDescriptionChanged", "MasterKeyChanged", "SettingsChanged"):
        meta.find(name).text = _moment(now_ms)
    data = meta.find("CustomData")
    data.clear()
    top.find("UUID").text = _new_id()
    groups: dict[str, Any] = {}
    for each in entries:
        if each["group"] not in groups:
            groups[each["group"]] = _group(top, each["group"], now_ms)
        _entry(groups[each["group"]], each)


def _group(top: Any, name: str, now_ms: int) -> Any:
    group = _sub(top, "Group")
    _sub(group, "UUID", _new_id())
    _sub(group, "Name", name)
    _sub(group, "IconID", _FOLDER_ICON)
    _times(group, now_ms, now_ms, None)
    _sub(group, "IsExpanded", "True")
    return group


def _entry(group: Any, given: dict[str, Any]) -> None:
    own_id = _new_id()
    entry = _versioned(group, given, own_id, given["strings"], given["changed"])
    item = _sub(_sub(entry, "CustomData"), "Item")
    _sub(item, "Key", OWN_NOTE)
    _sub(item, "Value", given["note"])
    history = _sub(entry, "History")
    for each in given["history"]:
        _versioned(history, given, own_id, each["strings"], each["at"])


def _versioned(parent: Any, given: dict[str, Any], own_id: str, strings: list[list[str]], changed: int) -> Any:
    entry = _sub(parent, "Entry")
    _sub(entry, "UUID", own_id)
    _sub(entry, "IconID", _KEY_ICON)
    _times(entry, given["created"], changed, given["expires"])
    for name, text in (("Title", given["title"]), ("UserName", given["account"]), ("URL", given["url"])):
        _string(entry, name, text, protected=False)
    for name, text in strings:
        _string(entry, name, text, protected=True)
    return entry


def _string(entry: Any, name: str, text: str, *, protected: bool) -> None:
    string = _sub(entry, "String")
    _sub(string, "Key", name)
    value = _sub(string, "Value", text)
    if protected:
        value.set("Protected", "True")


def _times(parent: Any, created: int, changed: int, expires: int | None) -> None:
    times = _sub(parent, "Times")
    _sub(times, "CreationTime", _moment(created))
    _sub(times, "LastModificationTime", _moment(changed))
    _sub(times, "LastAccessTime", _moment(changed))
    _sub(times, "ExpiryTime", _moment(expires if expires is not None else created))
    _sub(times, "Expires", str(expires is not None))
    _sub(times, "UsageCount", "0")
    _sub(times, "LocationChanged", _moment(created))


def _values(tree: Any) -> list[tuple[str, str]]:
    plain = ("Title", "UserName", "URL")
    strings = (each for entry in tree.findall(".//Group/Entry") for each in entry.findall("String"))
    pairs = ((each.findtext("Key") or "", each.findtext("Value") or "") for each in strings)
    return [pair for pair in pairs if pair[0] not in plain]


def _sub(parent: Any, tag: str, text: str = "") -> Any:
    made = importlib.import_module("lxml.etree").SubElement(parent, tag)
    made.text = text or None
    return made


def _moment(at_ms: int) -> str:
    seconds = at_ms // 1000 + _SECONDS_TO_1970
    return base64.b64encode(seconds.to_bytes(8, "little")).decode()


def _new_id() -> str:
    return base64.b64encode(uuid.uuid4().bytes).decode()


def main(arguments: list[str]) -> int:
    """Do what the parent asked; return the exit status."""
    confine(arguments)
    entries, password, now = parts()
    try:
        data = database(json.loads(entries), password.decode(), int(now))
    except CannotRead as error:
        answer_json({"error": error.code})
    except Exception:
        # What a library says of a failure may hold a value; the parent has words of its own.
        answer_json({"error": "export_failed"})
    else:
        answer(data)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
