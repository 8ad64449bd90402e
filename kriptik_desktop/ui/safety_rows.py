"""What the safety page shows, read from the vault and the settings: words and lists, no Qt objects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from kriptik_desktop.ui.audit_words import why_words
from kriptik_desktop.ui.dates import date_words, moment_words
from kriptik_desktop.ui.wording import exact_span, translated

if TYPE_CHECKING:
    from kriptik_desktop.core.settings import Settings
    from kriptik_desktop.services import Services
    from kriptik_desktop.vault.backups import Backup
    from kriptik_desktop.vault.checks import VerifyReport
    from kriptik_desktop.vault.model import Way

_TITLES: Mapping[str, str] = {
    "keyring": "This computer's keyring",
    "password": "Master password",
    "recovery": "Recovery kit",
}
_ABOUT: Mapping[str, str] = {
    "keyring": "Opens by itself while you are signed in to this computer.",
    "password": "Opens when you type it. Nobody can look it up for you.",
    "recovery": "Opens when everything else is lost. Kept on paper or in a safe place.",
}


@dataclass(frozen=True, slots=True)
class WayRow:
    """One way to unlock, whether it is set up or not."""

    kind: str
    title: str
    about: str
    present: bool
    since: str
    strength: str
    standing: str
    """How it stands, in a word or two."""
    tone: str
    removable: bool
    kept_because: str
    """Why it cannot be removed, if it cannot."""


@dataclass(frozen=True, slots=True)
class BackupRow:
    """One backup in the backup folder."""

    path: str
    made: str
    size: str
    why: str
    verified: bool


@dataclass(frozen=True, slots=True)
class LockRow:
    """One thing that locks or hides, as the settings have it."""

    what: str
    value: str
    key: str
    """Where it is set: the table and the name in ``config.toml``."""


@dataclass(frozen=True, slots=True)
class SafetyScreen:
    """Everything at once."""

    ways: tuple[WayRow, ...]
    backups: tuple[BackupRow, ...]
    locks: tuple[LockRow, ...]
    kit_kept: bool
    read_only: str
    settings_file: str
    backup_folder: str


async def read_safety(services: Services) -> SafetyScreen:
    """Read everything but the check of the vault, which takes longer and is asked for.

    Raises VaultMissing, VaultDamaged.
    """
    vault = services.vault
    ways = await vault.ways.list()
    return SafetyScreen(
        ways=way_rows(ways, vault.recovery_kept),
        backups=tuple(backup_row(each) for each in await vault.backups.list()),
        locks=lock_rows(services.settings),
        kit_kept=vault.recovery_kept,
        read_only=vault.read_only,
        settings_file=str(services.paths.settings_file),
        backup_folder=str(services.paths.vault_backups),
    )


def way_rows(ways: Sequence[Way], kit_kept: bool) -> tuple[WayRow, ...]:
    """Return the three ways in their order."""
    by_kind: dict[str, Way] = {way.kind: way for way in ways}
    daily = [kind for kind in ("keyring", "password") if kind in by_kind]
    return tuple(_way_row(kind, by_kind.get(kind), kit_kept, daily == [kind]) for kind in _TITLES)


def _way_row(kind: str, way: Way | None, kit_kept: bool, last: bool) -> WayRow:
    proven = kind != "recovery" or kit_kept
    standing = translated("Not set up") if way is None else translated("In use") if proven else translated("Not proved")
    if kind == "recovery" and way and proven:
        standing = translated("Proved kept")
    return WayRow(
        kind=kind,
        title=translated(_TITLES[kind]),
        about=translated(_ABOUT[kind]),
        present=way is not None,
        since=translated("Since {date}").format(date=date_words(way.created_at)) if way else "",
        strength=_strength(kind, way),
        standing=standing,
        tone="neutral" if way is None else "success" if proven else "warning",
        removable=way is not None and kind != "recovery" and not last,
        kept_because=translated("The only daily way. Set up another one before you remove it.") if last else "",
    )


def _strength(kind: str, way: Way | None) -> str:
    if way is None:
        return ""
    if kind == "password":
        return translated("Each guess costs {cost} (Argon2id).").format(cost=way.detail)
    return translated("A random key of 256 bits; nobody can guess it.")


def backup_row(backup: Backup) -> BackupRow:
    """Return one backup in words."""
    return BackupRow(
        path=str(backup.path),
        made=moment_words(backup.made_at),
        size=QLocale().formattedDataSize(backup.size, 0 if backup.size < 1024**2 else 1),
        why=why_words(backup.why),
        verified=backup.verified,
    )


def lock_rows(settings: Settings) -> tuple[LockRow, ...]:
    """Return what locks the vault and when."""
    return (
        LockRow(
            translated("Without a key or click for"), _minutes(settings.idle_lock_minutes), "security.idle_lock_minutes"
        ),
        LockRow(translated("When the computer sleeps"), _yes(settings.lock_on_suspend), "security.lock_on_suspend"),
        LockRow(
            translated("When the screen is locked"),
            _yes(settings.lock_on_session_lock),
            "security.lock_on_session_lock",
        ),
        LockRow(
            translated("You are asked again who you are after"),
            _minutes(settings.reauthentication_minutes),
            "security.reauthentication_minutes",
        ),
        LockRow(
            translated("A copied value leaves the clipboard after"),
            translated("{count} s").format(count=settings.clipboard_seconds),
            "security.clipboard_seconds",
        ),
    )


def _minutes(count: float) -> str:
    return translated("{count} min").format(count=QLocale().toString(float(count), "g", 6))


def _yes(on: bool) -> str:
    return translated("Locks") if on else translated("Stays open")


def whole_words(found: VerifyReport) -> str:
    """Return what a check of the whole vault found in order."""
    return translated(
        "{credentials} credentials with {versions} versions and {fields} values, and {rows} entries of the audit "
        "log: all are whole. It took {span}."
    ).format(
        credentials=found.credentials,
        versions=found.versions,
        fields=found.fields,
        rows=found.audit_rows,
        span=exact_span(int(found.seconds * 1000)),
    )
