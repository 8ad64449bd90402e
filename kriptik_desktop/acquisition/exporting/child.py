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
    made = _holding(package, _tree(entries, now_ms))
    made.password = password
    target = io.BytesIO()
    made.save(target)
    data = target.getvalue()
    again = package.PyKeePass(io.BytesIO(data), password=password)
    if _values(again.tree) != [pair for each in entries for pair in map(tuple, each["strings"])]:
        raise NotTheSame
    return data


def _holding(package: Any, tree: Any) -> Any:
    """Return a database with that content; of the package's template only the form of the header is used."""
    template = importlib.import_module("pykeepass.pykeepass").BLANK_DATABASE_LOCATION
    made = package.PyKeePass(template, transformed_key=bytes(32), decrypt=False)
    kinds = importlib.import_module("pykeepass.kdbx_parsing").kdf_uuids
    cost = made.kdbx.header.value.dynamic_header.kdf_parameters.data.dict
    for name, value in (("$UUID", kinds["argon2id"]), ("M", _MEMORY), ("I", _PASSES), ("P", _LANES)):
        cost[name].value = value
    container = importlib.import_module("construct").Container
    inner = {"protected_stream_id": "chacha20", "protected_stream_key": os.urandom(64), "end": b""}
    header = {name: container(type=name, data=data) for name, data in inner.items()}
    made.kdbx.body.payload = container(inner_header=container(binary=[], **header), xml=tree)
    return made


def _tree(entries: list[dict[str, Any]], now_ms: int) -> Any:
    etree = importlib.import_module("lxml.etree")
    root = etree.Element("KeePassFile")
    meta = _sub(root, "Meta")
    for name, text in (("Generator", "KripTik"), ("DatabaseName", "KripTik credentials"), ("HistoryMaxItems", "10")):
        _sub(meta, name, text)
    for name in ("DatabaseNameChanged", "MasterKeyChanged", "SettingsChanged"):
        _sub(meta, name, _moment(now_ms))
    protection = _sub(meta, "MemoryProtection")
    for name in ("Title", "UserName", "Password", "URL", "Notes"):
        _sub(protection, f"Protect{name}", str(name == "Password"))
    _sub(meta, "RecycleBinEnabled", "True")
    top = _group(_sub(root, "Root"), "Root", now_ms)
    groups: dict[str, Any] = {}
    for each in entries:
        if each["group"] not in groups:
            groups[each["group"]] = _group(top, each["group"], now_ms)
        _entry(groups[each["group"]], each)
    return etree.ElementTree(root)


def _group(parent: Any, name: str, now_ms: int) -> Any:
    group = _sub(parent, "Group")
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
