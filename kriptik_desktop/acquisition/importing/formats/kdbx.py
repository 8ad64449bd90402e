"""Databases of KeePass and KeePassXC (KDBX 3.1 and 4), opened by pykeepass, which is an optional extra."""

from __future__ import annotations

import base64
import binascii
import importlib
import io
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from kriptik_desktop.acquisition.importing.formats.kdbx_header import check_header
from kriptik_desktop.acquisition.importing.found import MOST, CannotRead, Entry, Found, shown

OWN_NOTE: Final = "kriptik"
"""The custom data in which an export of KripTik says what an entry was."""

_SECONDS_TO_1970: Final = 62_135_596_800
_NOT_TAKEN: Final = {"Notes": "notes are not imported", "otp": "one-time codes are not imported"}
_NO_CODES: Final = ("TimeOtp-", "HmacOtp-", "TOTP ")


def read(content: bytes, password: str | None) -> Found:
    """Return the entries of a database.

    Raises CannotRead: the extra is missing, the password is needed or wrong, the file is damaged or absurdly dear.
    """
    tree = _opened(content, password).tree.getroot()
    found, bin_id = Found("kdbx"), _text(tree.find("Meta/RecycleBinUUID"))
    for element, groups, in_bin in _entries(tree.find("Root/Group"), (), False, bin_id):
        entry = _entry(element, " / ".join(groups))
        if in_bin:
            found.left_out.append((entry.title, "it lies in the bin"))
        else:
            found.entries.append(entry)
        if len(found.entries) > MOST:
            raise CannotRead("import_too_many", most=MOST)
    return found.check()


def pykeepass() -> Any:
    """Return the package.

    Raises CannotRead where it is not installed.
    """
    try:
        return importlib.import_module("pykeepass")
    except ImportError:
        pass
    raise CannotRead("kdbx_not_installed")


def _opened(content: bytes, password: str | None) -> Any:
    package = pykeepass()
    aes = check_header(content)
    if password is None:
        raise CannotRead("import_password_needed")
    key = aes.transformed(password) if aes else None
    try:
        return package.PyKeePass(io.BytesIO(content), password=password, transformed_key=key)
    except package.exceptions.CredentialsError:
        code = "import_password_wrong"
    except importlib.import_module("argon2").exceptions.HashingError:
        code = "import_reader_ended"
    raise CannotRead(code)


def _entries(
    group: Any, names: tuple[str, ...], in_bin: bool, bin_id: str
) -> Iterator[tuple[Any, tuple[str, ...], bool]]:
    if group is None:
        raise CannotRead("import_damaged")
    waiting = [(group, names, in_bin)]
    while waiting:
        group, names, in_bin = waiting.pop()
        in_bin = in_bin or (bool(bin_id) and _text(group.find("UUID")) == bin_id)
        for element in group.findall("Entry"):
            yield element, names, in_bin
        inner = [(each, (*names, shown(_text(each.find("Name")))), in_bin) for each in group.findall("Group")]
        waiting += inner[::-1]


def _entry(element: Any, group: str) -> Entry:
    own = _own(element)
    main = own.get("main") if own else None
    entry = Entry("", group=group, own=own, expires_at=_expiry(element.find("Times")))
    entry.tags = [shown(each) for each in _text(element.find("Tags")).replace(",", ";").split(";") if each.strip()]
    for string in element.findall("String"):
        _take(entry, _text(string.find("Key")), _text(string.find("Value")), main if isinstance(main, str) else "")
    if own and isinstance(own.get("account"), str):
        entry.account = shown(own["account"])
    entry.title = entry.title or "(no title)"
    for binary in element.findall("Binary"):
        entry.left_out.append((shown(_text(binary.find("Key"))), "files are not imported"))
    earlier = len(element.findall("History/Entry"))
    if earlier:
        entry.left_out.append((f"{earlier} earlier versions", "the history of a file is not imported"))
    return entry


def _take(entry: Entry, name: str, value: str, main: str) -> None:
    if name == "Title":
        entry.title = shown(value) if value else ""
    elif name == "UserName":
        entry.account = shown(value) if value.strip() else ""
    elif name == "URL":
        entry.urls += [value] if value else []
    elif name == "Password":
        entry.add(main or "Password", value)
    else:
        reason = "one-time codes are not imported" if name.startswith(_NO_CODES) else _NOT_TAKEN.get(name, "")
        entry.add(name, value, reason)


def _own(element: Any) -> Mapping[str, Any] | None:
    for item in element.findall("CustomData/Item"):
        if _text(item.find("Key")) == OWN_NOTE:
            try:
                note = json.loads(_text(item.find("Value")))
            except (ValueError, RecursionError):
                return None
            return note if isinstance(note, dict) else None
    return None


def _expiry(times: Any) -> int | None:
    if times is None or _text(times.find("Expires")).casefold() != "true":
        return None
    text = _text(times.find("ExpiryTime"))
    try:
        if text[:4].isdigit() and "T" in text:
            moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
            return int(moment.replace(tzinfo=moment.tzinfo or UTC).timestamp() * 1000)
        seconds = int.from_bytes(base64.b64decode(text, validate=True), "little") - _SECONDS_TO_1970
    except (ValueError, binascii.Error, OverflowError):
        return None
    return seconds * 1000 if seconds > 0 else None


def _text(element: Any) -> str:
    return (element.text or "") if element is not None else ""
