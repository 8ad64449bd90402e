"""What the vault stores and hands out.

A credential's overview is apart from its fields, as the two are encrypted apart: a list never decrypts a secret.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final, Literal, get_args

from kriptik_desktop.core.secret import Secret

Mode = Literal["test", "live", "none"]
FieldSource = Literal["person", "provisioned", "generated"]
Status = Literal["valid", "unverified", "invalid", "expired"]
SlotKind = Literal["keyring", "password", "recovery"]
Origin = Literal["window", "cli", "build", "agent"]
Purpose = Literal["reveal", "copy"]
Outcome = Literal["new", "changed", "same"]
AuditAction = Literal[
    "create",
    "unlock",
    "unlock failed",
    "lock",
    "store",
    "store field",
    "update",
    "read",
    "use",
    "reveal",
    "copy",
    "delete",
    "link",
    "unlink",
    "export",
    "import",
    "rekey",
    "way added",
    "way removed",
    "password changed",
    "kit replaced",
    "kit kept",
    "backup",
    "restore",
    "older copy accepted",
    "destroy",
]

MODES: Final[tuple[str, ...]] = get_args(Mode)
FIELD_SOURCES: Final[tuple[str, ...]] = get_args(FieldSource)
STATUSES: Final[tuple[str, ...]] = get_args(Status)

APP_SCOPE: Final = "app"
"""The scope of credentials that every project may use; any other scope is a project's id."""

DEFAULT_ACCOUNT: Final = "default"
"""The label of an account that nobody has named yet."""


class VaultState(Enum):
    """Where a vault stands."""

    ABSENT = "absent"
    LOCKED = "locked"
    UNLOCKED = "unlocked"


@dataclass(frozen=True, slots=True)
class FieldValue:
    """One named value of a credential and where it came from."""

    name: str
    value: Secret
    source: FieldSource = "person"


@dataclass(frozen=True, slots=True)
class MaskedField:
    """One value of a credential in the form that may stand on a screen, such as ``sk_test_...4f2a``."""

    name: str
    masked: str
    source: FieldSource


@dataclass(frozen=True, slots=True)
class Overview:
    """What may be shown of a credential without its secrets; times are UTC milliseconds."""

    scope: str
    integration: str
    mode: Mode
    account: str = DEFAULT_ACCOUNT
    expires_at: int | None = None
    validated_at: int | None = None
    used_at: int | None = None
    status: Status = "unverified"
    scopes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CredentialInfo:
    """A credential as a list shows it; there is no secret in it. Times are UTC milliseconds."""

    id: str
    overview: Overview
    version: int
    field_names: tuple[str, ...]
    created_at: int
    updated_at: int
    linked_projects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Credential:
    """A credential with its values, in the order in which they were given."""

    info: CredentialInfo
    fields: tuple[FieldValue, ...]

    def value(self, name: str) -> Secret | None:
        """Return the value of one field, or None if there is no such field."""
        return next((each.value for each in self.fields if each.name == name), None)


@dataclass(frozen=True, slots=True)
class CredentialDraft:
    """What a caller wants stored."""

    overview: Overview
    fields: Sequence[FieldValue]


@dataclass(frozen=True, slots=True)
class SavedCredential:
    """What became of one draft of several: stored as a new credential, as a new version, or there already."""

    info: CredentialInfo
    was: Outcome


@dataclass(frozen=True, slots=True)
class VersionInfo:
    """One kept version of a credential, without its values; ``created_at`` is in UTC milliseconds.

    ``changed`` names the fields that differ from the version before, those that came and those that went included; it
    is empty for the oldest kept version of a longer history, whose predecessor is gone.
    """

    version: int
    created_at: int
    current: bool
    field_names: tuple[str, ...]
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExportedCredential:
    """A credential with its values, and its earlier versions, oldest first, each with its time in UTC milliseconds."""

    credential: Credential
    history: tuple[tuple[int, tuple[FieldValue, ...]], ...]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asked, for the audit log; ``detail`` names the build or command and never holds a secret.

    ``ip`` is the address that a request over the network came from, and empty for what happens on this computer.
    """

    origin: Origin
    detail: str = ""
    ip: str = ""


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One decrypted row of the audit log."""

    seq: int
    at: int
    action: str
    origin: str
    details: Mapping[str, Any] = field(default_factory=dict)

    @property
    def integration(self) -> str | None:
        """Which integration the row is about, or None where it is about the vault itself."""
        return self.details.get("integration")

    @property
    def credential_id(self) -> str | None:
        """Which credential the row is about, or None where it is about the vault itself."""
        return self.details.get("credential")

    @property
    def ip(self) -> str | None:
        """The address that the request came from, or None where there is none."""
        return self.details.get("ip")


@dataclass(frozen=True, slots=True)
class AuditReport:
    """The audit log as far as it can be read, oldest first; ``broken`` says where its chain does not hold."""

    entries: tuple[AuditEntry, ...]
    verified: bool
    broken: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to unlock the vault; ``created_at`` in UTC milliseconds, ``detail`` says what a password costs to try."""

    kind: SlotKind
    created_at: int
    detail: str = ""


READ_AS: Final = str.maketrans("ILOU", "110V")
"""What handwriting confuses, as Crockford's base32 reads it."""


def _two_groups() -> tuple[int, int]:
    """Return two group numbers that nobody can foresee, the lower one first."""
    first, second = sorted(secrets.SystemRandom().sample(range(1, 15), 2))
    return first, second


@dataclass(frozen=True, slots=True)
class RecoveryKit:
    """What the person must keep: the recovery key, in fourteen groups of four letters and digits."""

    text: Secret
    vault_id: str
    asked: tuple[int, int] = field(default_factory=_two_groups)
    """The numbers, from 1, of the two groups that the person types to show that the kit was kept."""

    @property
    def groups(self) -> tuple[Secret, ...]:
        """The groups in their order."""
        return tuple(Secret(group) for group in self.text.reveal().split("-"))

    def proves(self, answers: Mapping[int, Secret]) -> bool:
        """Tell whether ``answers``, by group number, hold the two asked groups; case and spaces do not matter."""
        groups = self.groups
        return all(number in answers and _plain(answers[number]) == groups[number - 1] for number in self.asked)


def _plain(typed: Secret) -> Secret:
    return Secret("".join(typed.reveal().split()).replace("-", "").upper().translate(READ_AS))
