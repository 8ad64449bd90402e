"""What is inside the ciphertexts: a credential's overview, one field, one link; and what may be put there.

What comes out was authenticated before, so only this app can have written it; what goes in is checked here, with
messages that name the field and never its value.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final, cast

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault.credential_errors import InvalidCredential
from kriptik_desktop.vault.crypto import Key
from kriptik_desktop.vault.errors import VaultDamaged
from kriptik_desktop.vault.format import MAX_FIELDS, MAX_VALUE
from kriptik_desktop.vault.model import FIELD_SOURCES, MODES, STATUSES, FieldSource, FieldValue, Overview

_FIELD_HEAD: Final = struct.Struct(">HH")
_NAME_LIMIT: Final = 200
_SCOPES_LIMIT: Final = 200
_CHANGEABLE: Final = frozenset(
    {"scope", "mode", "account", "expires_at", "validated_at", "used_at", "status", "scopes"}
)


@dataclass(frozen=True, slots=True)
class Listing:
    """Everything that is kept of a credential next to its fields; times are UTC milliseconds."""

    overview: Overview
    field_names: tuple[str, ...]
    created_at: int
    updated_at: int

    def pack(self) -> bytes:
        """Return what is sealed as a credential's overview."""
        kept = {"of": asdict(self.overview), "names": self.field_names, "made": self.created_at, "at": self.updated_at}
        return json.dumps(kept, separators=(",", ":")).encode()

    @classmethod
    def unpack(cls, plain: bytes) -> Listing:
        """Return what ``pack`` was called on."""
        kept: dict[str, Any] = json.loads(plain)
        overview = kept["of"]
        overview["scopes"] = tuple(overview["scopes"])
        return cls(Overview(**overview), tuple(kept["names"]), kept["made"], kept["at"])


def pack_field(field: FieldValue) -> Key:
    """Return what is sealed as a field: its name, where it came from, its value; the caller wipes it."""
    name, source = field.name.encode(), field.source.encode()
    packed = Key(b"".join((_FIELD_HEAD.pack(len(name), len(source)), name, source)))
    packed += field.value.reveal().encode()
    return packed


def unpack_field(plain: Key) -> FieldValue:
    """Return what ``pack_field`` was given.

    Raises VaultDamaged, which carries nothing of ``plain``, where it never was that.
    """
    try:
        name_size, source_size = _FIELD_HEAD.unpack_from(plain)
        at = _FIELD_HEAD.size + name_size
        value_at = at + source_size
        name, source = plain[_FIELD_HEAD.size : at].decode(), plain[at:value_at].decode()
        return FieldValue(name, Secret(str(memoryview(plain)[value_at:], "utf-8")), cast(FieldSource, source))
    except (struct.error, UnicodeDecodeError):
        pass
    raise VaultDamaged("a stored value is not one that this program wrote")


def check_overview(overview: Overview) -> None:
    """Raise InvalidCredential where an overview holds what none may hold."""
    for name in ("scope", "integration", "account"):
        check_name(name, getattr(overview, name))
    if overview.mode not in MODES:
        raise InvalidCredential(f"its mode must be one of {', '.join(MODES)}")
    if overview.status not in STATUSES:
        raise InvalidCredential(f"its status must be one of {', '.join(STATUSES)}")
    for name in ("expires_at", "validated_at", "used_at"):
        value = getattr(overview, name)
        if value is not None and (type(value) is not int or not 0 <= value < 1 << 53):
            raise InvalidCredential(f"its {name} is not a time")
    if len(overview.scopes) > _SCOPES_LIMIT:
        raise InvalidCredential(f"it has more than {_SCOPES_LIMIT} scopes")
    for scope in overview.scopes:
        check_name("scopes", scope)


def check_fields(fields: Sequence[FieldValue]) -> None:
    """Raise InvalidCredential where the fields cannot be stored."""
    if not fields:
        raise InvalidCredential("it has no field")
    if len(fields) > MAX_FIELDS:
        raise InvalidCredential(f"it has more than {MAX_FIELDS} fields")
    seen: set[str] = set()
    for field in fields:
        check_name("field name", field.name)
        if field.name in seen:
            raise InvalidCredential(f"the field {field.name} is there twice")
        seen.add(field.name)
        if field.source not in FIELD_SOURCES:
            raise InvalidCredential(f"the source of {field.name} must be one of {', '.join(FIELD_SOURCES)}")
        _check_value(field)


def changed_overview(overview: Overview, changes: Overview | Mapping[str, Any]) -> Overview:
    """Return ``overview`` with some things changed, or as a whole new one with the newer of the two ``used_at``.

    Raises InvalidCredential where a name may not change, or the result may not be stored.
    """
    if isinstance(changes, Overview):
        wanted = asdict(changes)
        wanted["used_at"] = max(filter(None, (overview.used_at, changes.used_at)), default=None)
        changes = {name: value for name, value in wanted.items() if value != getattr(overview, name)}
    unknown = sorted(set(changes) - _CHANGEABLE)
    if unknown:
        raise InvalidCredential(f"{unknown[0]} cannot be changed")
    changed = replace(overview, **changes)
    changed = replace(changed, scopes=tuple(changed.scopes))
    check_overview(changed)
    return changed


def check_name(what: str, text: object) -> None:
    """Raise InvalidCredential where ``text`` is no short printable name."""
    if not isinstance(text, str) or not text.strip():
        raise InvalidCredential(f"its {what} is empty")
    if len(text) > _NAME_LIMIT:
        raise InvalidCredential(f"its {what} is longer than {_NAME_LIMIT} characters")
    if not text.isprintable():
        raise InvalidCredential(f"its {what} holds a line break or another character that cannot be shown")


def _check_value(field: FieldValue) -> None:
    if not field.value:
        raise InvalidCredential(f"the field {field.name} is empty; leave it out instead")
    try:
        size = len(field.value.reveal().encode())
    except UnicodeEncodeError:
        size = -1
    if size < 0:
        raise InvalidCredential(f"the field {field.name} holds bytes that are not text")
    if size > MAX_VALUE:
        raise InvalidCredential(f"the field {field.name} is longer than {MAX_VALUE // 1024} KiB")
