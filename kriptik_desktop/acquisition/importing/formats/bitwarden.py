"""JSON exports of Bitwarden: plain, and protected by a password of their own.

The protected form is Bitwarden's "encString" type 2 (AES-256-CBC, then HMAC-SHA-256 over IV and ciphertext) under keys
that HKDF-Expand makes of the password's key with the infos ``enc`` and ``mac``; the salt is the text as it stands in
the file (PBKDF2) or its SHA-256 (Argon2id). Source: bitwarden.com/help/encrypted-export and the clients' import code.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from typing import Any, Final

from kriptik_desktop.acquisition.importing.formats.documents import inner, objects, parse, text_of, whole
from kriptik_desktop.acquisition.importing.found import MOST, CannotRead, Entry, Found, shown

_KINDS: Final = {3: "a payment card", 4: "an identity", 5: "an SSH key"}
_PBKDF2_ROUNDS: Final = (1, 2_000_000)
_ARGON2: Final = ((1, 10), (8, 1024), (1, 16))
"""Passes, MiB and lanes; the upper ends are what Bitwarden's settings allow."""


def is_bitwarden(document: Any) -> bool:
    """Tell whether a JSON document is an export of Bitwarden."""
    if not isinstance(document, dict):
        return False
    protected = "encKeyValidation_DO_NOT_EDIT" in document or "passwordProtected" in document
    return protected or (isinstance(document.get("encrypted"), bool) and isinstance(document.get("items"), list))


def read(document: dict[str, Any], password: str | None) -> Found:
    """Return the items of an export.

    Raises CannotRead: the password is needed or wrong, the file is damaged, or bound to a Bitwarden account.
    """
    if document.get("encrypted") is True:
        if document.get("passwordProtected") is not True:
            raise CannotRead("import_bitwarden_account")
        document = inner(parse(_decrypted(document, password)))
    if not isinstance(document.get("items"), list):
        raise CannotRead("import_damaged")
    folders = {text_of(each.get("id")): each.get("name") for each in objects(document.get("folders"))}
    folders |= {text_of(each.get("id")): each.get("name") for each in objects(document.get("collections"))}
    found = Found("bitwarden-json")
    for item in objects(document["items"]):
        _take(found, item, folders)
        if len(found.entries) > MOST:
            raise CannotRead("import_too_many", most=MOST)
    return found.check()


def _take(found: Found, item: dict[str, Any], folders: dict[str, Any]) -> None:
    title = shown(item.get("name") or "")
    kind = whole(item.get("type"))
    if item.get("deletedDate"):
        found.left_out.append((title, "it lies in the bin"))
        return
    if kind in _KINDS:
        found.left_out.append((title, f"it is {_KINDS[kind]}, which is not imported"))
        return
    login = inner(item.get("login"))
    group = folders.get(text_of(item.get("folderId"))) or ""
    entry = Entry(title, account=_account(login), group=shown(group) if group else "")
    entry.urls = [text_of(each.get("uri")) for each in objects(login.get("uris")) if each.get("uri")]
    entry.add("password", login.get("password"))
    entry.add("totp", login.get("totp"), "one-time codes are not imported")
    for each in objects(item.get("fields")):
        if whole(each.get("type")) in (0, 1):
            entry.add(shown(each.get("name") or "value"), each.get("value"))
        elif each.get("value"):
            entry.left_out.append((shown(each.get("name") or "value"), "it is a switch or a link, not a value"))
    entry.add("notes", item.get("notes"), "notes are not imported")
    if item.get("passwordHistory"):
        entry.left_out.append(("earlier passwords", "the history of another program is not imported"))
    found.entries.append(entry)


def _account(login: dict[str, Any]) -> str:
    name = text_of(login.get("username"))
    return shown(name) if name.strip() else ""


def _decrypted(document: dict[str, Any], password: str | None) -> bytes:
    salt, check = document.get("salt"), document.get("encKeyValidation_DO_NOT_EDIT")
    data = document.get("data")
    if not (isinstance(salt, str) and isinstance(check, str) and isinstance(data, str) and salt):
        raise CannotRead("import_damaged")
    if not password:
        raise CannotRead("import_password_needed")
    key = _key(document, password.encode(), salt.encode())
    encrypting, signing = _expanded(key, b"enc"), _expanded(key, b"mac")
    checked = _opened(check, encrypting, signing)
    if checked is None:
        raise CannotRead("import_password_wrong")
    plain = _opened(data, encrypting, signing)
    if plain is None:
        raise CannotRead("import_damaged")
    return plain


def _key(document: dict[str, Any], password: bytes, salt: bytes) -> bytes:
    rounds = whole(document.get("kdfIterations")) or 0
    kind = whole(document.get("kdfType"))
    if kind == 0:
        _bound(rounds, _PBKDF2_ROUNDS)
        return hashlib.pbkdf2_hmac("sha256", password, salt, rounds, 32)
    if kind != 1:
        raise CannotRead("import_version_unknown")
    memory, lanes = (whole(document.get(name)) or 0 for name in ("kdfMemory", "kdfParallelism"))
    for value, bounds in zip((rounds, memory, lanes), _ARGON2, strict=True):
        _bound(value, bounds)
    return _argon2id(password, hashlib.sha256(salt).digest(), rounds, memory * 1024, lanes)


def _argon2id(password: bytes, salt: bytes, passes: int, memory_kib: int, lanes: int) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    return Argon2id(salt=salt, length=32, iterations=passes, lanes=lanes, memory_cost=memory_kib).derive(password)


def _bound(value: int, bounds: tuple[int, int]) -> None:
    if value < bounds[0]:
        raise CannotRead("import_damaged")
    if value > bounds[1]:
        raise CannotRead("import_cost_absurd")


def _expanded(key: bytes, info: bytes) -> bytes:
    return hmac.digest(key, info + b"\x01", "sha256")


def _opened(text: str, encrypting: bytes, signing: bytes) -> bytes | None:
    """Return what an encString of type 2 holds, or None where it was made with other keys or changed since."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
    from cryptography.hazmat.primitives.padding import PKCS7

    iv, sealed, tag = _parts(text)
    if not hmac.compare_digest(hmac.digest(signing, iv + sealed, "sha256"), tag):
        return None
    opener = Cipher(algorithms.AES(encrypting), modes.CBC(iv)).decryptor()
    unpadder = PKCS7(128).unpadder()
    try:
        return unpadder.update(opener.update(sealed) + opener.finalize()) + unpadder.finalize()
    except ValueError:
        return None


def _parts(text: str) -> tuple[bytes, bytes, bytes]:
    kind, _, rest = text.partition(".")
    pieces = rest.split("|")
    try:
        iv, sealed, tag = (base64.b64decode(each, validate=True) for each in pieces)
        sound = kind == "2" and len(iv) == 16 and len(tag) == 32
    except (binascii.Error, ValueError):
        sound = False
    if not sound:
        raise CannotRead("import_damaged")
    return iv, sealed, tag
