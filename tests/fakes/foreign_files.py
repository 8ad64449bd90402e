"""Files as other programs export them, built from their documentation and not with the code that reads them."""

from __future__ import annotations

import base64
import csv
import hashlib
import importlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

import argon2
from cryptography.hazmat.primitives import hashes, hmac, padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

SECRET_KEY = "sk_test_51Habc0123456789"
PUBLIC_KEY = "pk_test_51Habc0123456789"
RESEND_KEY = "re_9f8e7d6c5b4a_ExampleExample"
OPENAI_KEY = "sk-proj-AbCdEfGhIjKlMnOpQrStUvWxYz012345"
FILE_PASSWORD = "Grüße, file"
ONE_PASSWORD_COLUMNS = ("Title", "Url", "Username", "Password", "OTPAuth", "Favorite", "Archived", "Tags", "Notes")


def onepassword_csv(rows: Sequence[Sequence[str]]) -> bytes:
    """Return a CSV as 1Password 8 writes it."""
    target = io.StringIO(newline="")
    csv.writer(target).writerows([ONE_PASSWORD_COLUMNS, *rows])
    return target.getvalue().encode()


def onepassword_item(title: str, fields: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """Return an item of a 1pux with one section of fields; a value is a text (concealed) or a whole value object."""
    section = [
        {"title": name, "id": name, "value": value if isinstance(value, dict) else {"concealed": value}}
        for name, value in fields.items()
    ]
    details = {"loginFields": [], "sections": [{"title": "", "fields": section}], "passwordHistory": []}
    overview = {"title": title, "url": "", "urls": [], "tags": []}
    return {"uuid": title, "trashed": False, "categoryUuid": "112", "details": details, "overview": overview, **more}


def onepassword_1pux(items: Sequence[Mapping[str, Any]], files: Mapping[str, bytes] | None = None) -> bytes:
    """Return a 1pux archive with one vault."""
    vault = {"attrs": {"name": "Work"}, "items": list(items)}
    data = {"accounts": [{"attrs": {"accountName": "Somebody"}, "vaults": [vault]}]}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("export.attributes", json.dumps({"version": 3, "description": "1Password Unencrypted Export"}))
        archive.writestr("export.data", json.dumps(data))
        for name, content in (files or {}).items():
            archive.writestr(name, content)
    return target.getvalue()


def bitwarden_item(name: str, fields: Mapping[str, str], kind: int = 1, **more: Any) -> dict[str, Any]:
    """Return an item of a Bitwarden export with hidden custom fields."""
    custom = [{"name": key, "value": value, "type": 1} for key, value in fields.items()]
    login: dict[str, Any] = {"uris": [], "username": None, "password": None, "totp": None}
    return {
        "id": name,
        "folderId": None,
        "type": kind,
        "name": name,
        "notes": None,
        "fields": custom,
        "login": login,
        "deletedDate": None,
        **more,
    }


def bitwarden_plain(items: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return a plain export."""
    return {"encrypted": False, "folders": [{"id": "f1", "name": "Keys"}], "items": list(items)}


def bitwarden_protected(
    plain: Mapping[str, Any], password: str = FILE_PASSWORD, *, argon: bool = False, **changes: Any
) -> dict[str, Any]:
    """Return an export protected by a password of its own, with a cost that tests can afford."""
    salt = base64.b64encode(b"sixteen bytes ok").decode()
    if argon:
        salted = hashlib.sha256(salt.encode()).digest()
        key = argon2.low_level.hash_secret_raw(
            password.encode(),
            salted,
            time_cost=2,
            memory_cost=16 * 1024,
            parallelism=2,
            hash_len=32,
            type=argon2.low_level.Type.ID,
        )
        cost: dict[str, Any] = {"kdfType": 1, "kdfIterations": 2, "kdfMemory": 16, "kdfParallelism": 2}
    else:
        key = PBKDF2HMAC(hashes.SHA256(), 32, salt.encode(), 5000).derive(password.encode())
        cost = {"kdfType": 0, "kdfIterations": 5000, "kdfMemory": None, "kdfParallelism": None}
    return {
        "encrypted": True,
        "passwordProtected": True,
        "salt": salt,
        **cost,
        "encKeyValidation_DO_NOT_EDIT": _enc_string(key, b"8a2d6c1e-0000-4000-8000-000000000000"),
        "data": _enc_string(key, json.dumps(plain).encode()),
        **changes,
    }


def _enc_string(key: bytes, plain: bytes) -> str:
    encrypting = HKDFExpand(hashes.SHA256(), 32, b"enc").derive(key)
    signing = HKDFExpand(hashes.SHA256(), 32, b"mac").derive(key)
    iv = hashlib.sha256(plain).digest()[:16]
    padder = padding.PKCS7(128).padder()
    cipher = Cipher(algorithms.AES(encrypting), modes.CBC(iv)).encryptor()
    sealed = cipher.update(padder.update(plain) + padder.finalize()) + cipher.finalize()
    tag = hmac.HMAC(signing, hashes.SHA256())
    tag.update(iv + sealed)
    return "2." + "|".join(base64.b64encode(part).decode() for part in (iv, sealed, tag.finalize()))


def kdbx(entries: Sequence[Mapping[str, Any]], password: str = FILE_PASSWORD, aes_rounds: int = 0) -> bytes:
    """Return a KDBX 4 database made by pykeepass, its key derived by Argon2d with 64 KiB or by rounds of AES."""
    package: Any = importlib.import_module("pykeepass.pykeepass")
    made = package.PyKeePass(package.BLANK_DATABASE_LOCATION, password=package.BLANK_DATABASE_PASSWORD)
    parameters = made.kdbx.header.value.dynamic_header.kdf_parameters.data.dict
    for name, value in {"M": 64 * 1024, "I": 1, "P": 1}.items():
        parameters[name].value = value
    if aes_rounds:
        parameters["$UUID"].value = importlib.import_module("pykeepass.kdbx_parsing").kdf_uuids["aeskdf"]
        parameters["I"].key, parameters["I"].value = "R", aes_rounds
        items = list(parameters.values())
        parameters.clear()
        parameters.update({item.key: item for item in items})
    made.password = password
    for each in entries:
        fields = dict(each.get("fields", {}))
        entry = made.add_entry(
            made.root_group, each["title"], each.get("account", ""), each.get("password", ""), url=each.get("url")
        )
        for name, value in fields.items():
            entry.set_custom_property(name, value, protect=True)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()
