"""Exports of 1Password: CSV, and 1pux (support.1password.com/1pux-format), a ZIP with ``export.data`` as JSON."""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, Final

from kriptik_desktop.acquisition.importing.formats.documents import inner, objects, parse, text_of, whole
from kriptik_desktop.acquisition.importing.found import MOST, VALUE_LIMIT, CannotRead, Entry, Found, shown

_DATA: Final = "export.data"
_UNPACKED: Final = 128 << 20
_MEMBERS: Final = 100_000
_API_CREDENTIAL: Final = "112"
"""The category of 1Password's item kind "API Credential"."""

_COLUMNS: Final = {
    "title": "title",
    "name": "title",
    "url": "url",
    "urls": "url",
    "website": "url",
    "login_uri": "url",
    "username": "account",
    "login_username": "account",
    "tags": "tags",
    "folder": "group",
    "vault": "group",
    "grouping": "group",
}
_NOT_TAKEN: Final = {
    "notes": "notes are not imported",
    "note": "notes are not imported",
    "extra": "notes are not imported",
    "otpauth": "one-time codes are not imported",
    "totp": "one-time codes are not imported",
    "login_totp": "one-time codes are not imported",
}
_IGNORED: Final = frozenset({"favorite", "fav", "archived", "type", "reprompt"})
_REASONS: Final = {
    "totp": "one-time codes are not imported",
    "file": "files are not imported",
    "reference": "links to other items are not imported",
    "address": "addresses are not imported",
    "date": "dates are not imported",
    "monthYear": "dates are not imported",
    "creditCardNumber": "payment cards are not imported",
    "sshKey": "SSH keys are not imported",
}


def is_csv(text: str) -> bool:
    """Tell whether a text begins with the column names of a password manager's CSV."""
    names = _header(text)
    return "password" in names and not names.isdisjoint({"title", "name"})


def read_csv(text: str) -> Found:
    """Return the items of a CSV with a title and a password column; other columns become further values.

    Raises CannotRead where a line does not fit the columns or a quote never closes.
    """
    found, lines = Found("onepassword-csv"), _lines(text)
    header = [name.strip() for name in next(lines)]
    for number, cells in enumerate(lines, 2):
        if not any(cells):
            continue
        if len(cells) > len(header):
            raise CannotRead("import_damaged", f" (entry {number - 1} has more columns than the first line names)")
        found.entries.append(_csv_entry(header, cells))
        if len(found.entries) > MOST:
            raise CannotRead("import_too_many", most=MOST)
    return found.check()


def read_1pux(content: bytes) -> Found:
    """Return the items of all vaults in the archive; names of files inside it are never used as paths.

    Raises CannotRead where the archive holds no export, is damaged, or unpacks to too much.
    """
    document, attached = _unpack(content)
    found = Found("onepassword-1pux")
    for account in objects(inner(document).get("accounts")):
        for vault in objects(account.get("vaults")):
            group = shown(inner(vault.get("attrs")).get("name") or "")
            for each in objects(vault.get("items")):
                _take_item(found, inner(each.get("item")) or each, group)
    if attached:
        found.left_out.append((f"{attached} attached files", "files are not imported"))
    return found.check()


def _header(text: str) -> set[str]:
    first = text.lstrip("\r\n").partition("\n")[0][:4096]
    try:
        return {name.strip().casefold() for name in next(csv.reader([first.rstrip("\r")]), [])}
    except csv.Error:
        return set()


def _lines(text: str) -> Iterator[list[str]]:
    csv.field_size_limit(VALUE_LIMIT)
    reader = csv.reader(io.StringIO(text.lstrip("\r\n"), newline=""), strict=True)
    try:
        yield from reader
        return
    except csv.Error:
        where = f" (line {reader.line_num})"
    raise CannotRead("import_damaged", where)


def _csv_entry(header: list[str], cells: list[str]) -> Entry:
    entry = Entry("")
    for name, cell in zip(header, cells, strict=False):
        plain = name.casefold()
        kind = _COLUMNS.get(plain)
        if plain in _IGNORED or not cell.strip():
            continue
        if kind == "url":
            entry.urls.append(cell)
        elif kind == "tags":
            entry.tags += [shown(each) for each in cell.replace(";", ",").split(",") if each.strip()]
        elif kind is not None:
            setattr(entry, kind, shown(cell))
        else:
            entry.add(name, cell, _NOT_TAKEN.get(plain, ""))
    entry.title = entry.title or "(no title)"
    return entry


def _unpack(content: bytes) -> tuple[Any, int]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            if len(names) > _MEMBERS:
                raise CannotRead("import_answer_too_large")
            if names.count(_DATA) != 1:
                raise CannotRead("import_zip_unknown" if _DATA not in names else "import_damaged")
            with archive.open(_DATA) as file:
                data = file.read(_UNPACKED + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        data = b""
        names = []
    if not names:
        raise CannotRead("import_damaged")
    if len(data) > _UNPACKED:
        raise CannotRead("import_answer_too_large")
    return parse(data), sum(name.startswith("files/") and not name.endswith("/") for name in names)


def _take_item(found: Found, item: dict[str, Any], group: str) -> None:
    overview, details = inner(item.get("overview")), inner(item.get("details"))
    title = shown(overview.get("title") or "")
    if item.get("trashed") is True or item.get("state") == "trashed":
        found.left_out.append((title, "it lies in the bin"))
        return
    entry = Entry(title, group=group, urls=_urls(overview), tags=_tags(overview))
    if item.get("categoryUuid") == _API_CREDENTIAL:
        entry.tags.append("API Credential")
    for each in objects(details.get("loginFields")):
        _take_login(entry, each)
    entry.add("password", details.get("password"))
    for section in objects(details.get("sections")):
        for each in objects(section.get("fields")):
            _take_field(entry, each)
    entry.add("notes", details.get("notesPlain"), "notes are not imported")
    if details.get("passwordHistory"):
        entry.left_out.append(("earlier passwords", "the history of another program is not imported"))
    found.entries.append(entry)
    if len(found.entries) > MOST:
        raise CannotRead("import_too_many", most=MOST)


def _take_login(entry: Entry, login: dict[str, Any]) -> None:
    value = login.get("value")
    if login.get("designation") == "username" and isinstance(value, str):
        entry.account = entry.account or shown(value) if value else entry.account
        return
    name = login.get("designation") or login.get("name") or login.get("id") or "value"
    entry.add(shown(name), value)


def _take_field(entry: Entry, field: dict[str, Any]) -> None:
    name = shown(field.get("title") or field.get("id") or "value")
    for kind, value in inner(field.get("value")).items():
        if kind == "date" and field.get("id") == "expires":
            seconds = whole(value)
            entry.expires_at = seconds * 1000 if seconds is not None and seconds > 0 else None
        elif kind == "url" and field.get("id") in ("hostname", "website"):
            entry.urls.append(text_of(value))
        elif field.get("id") == "username" and not entry.account:
            entry.account = shown(value) if text_of(value) else ""
        elif kind == "email" and isinstance(value, dict):
            entry.add(name, value.get("email_address"))
        elif value not in (None, ""):
            entry.add(name, value, _REASONS.get(kind, ""))


def _urls(overview: dict[str, Any]) -> list[str]:
    listed = [text_of(each.get("url")) for each in objects(overview.get("urls"))]
    return [each for each in dict.fromkeys([text_of(overview.get("url")), *listed]) if each]


def _tags(overview: dict[str, Any]) -> list[str]:
    tags = overview.get("tags")
    return [shown(each) for each in tags] if isinstance(tags, list) else []
