"""What the person chose in ``config.toml``; every unset key has its default here and nowhere else.

A provider's address is a setting like any other, so a proxy, a self-hosted service and a test's fake are one thing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kriptik_desktop.core.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class ProviderSettings:
    """What is set for one provider."""

    base_url: str | None = None
    hosts: Mapping[str, str] = field(default_factory=dict)
    """Its further addresses by name, such as PayPal's live one."""


@dataclass(frozen=True, slots=True)
class ClaudeSettings:
    """What Claude may do for KripTik itself."""

    refine: bool = False
    """Whether Claude reads descriptions too; off until somebody switches it on."""
    model: str | None = None
    """The model that is asked; None takes the newest Haiku that the key may use."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force."""

    providers: Mapping[str, ProviderSettings] = field(default_factory=dict)
    claude: ClaudeSettings = ClaudeSettings()
    proxy: str | None = None
    ca_file: Path | None = None
    reduced_motion: bool | None = None
    """Whether nothing moves; None follows the system."""
    scale: float = 1.0
    idle_lock_minutes: int = 15
    reauthentication_minutes: int = 5
    """How long a password counts for what shows, copies, exports or deletes."""
    clipboard_seconds: int = 30
    lock_on_suspend: bool = True
    lock_on_session_lock: bool = True
    check_daily: bool = True
    """Whether providers are asked once a day whether stored credentials still work."""
    run_project_checks: bool = True
    """Whether a build may run npm in the project it wrote (phases 3 and 4)."""

    def provider(self, integration_id: str) -> ProviderSettings:
        """Return what is set for a provider, or nothing set."""
        return self.providers.get(integration_id, ProviderSettings())


def load_settings(path: Path) -> Settings:
    """Read ``config.toml``; a missing file means defaults. A relative path in it starts at the file's own folder.

    Raises InvalidInput, naming the file and the key, when it cannot be used.
    """
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise InvalidInput("settings_unreadable", f"The settings in {path} cannot be read: {error}.", _HINT) from error
    reader = _Reader(path, document)
    network, appearance = reader.table("network"), reader.table("appearance")
    security, builds, credentials = (reader.table(name) for name in ("security", "builds", "credentials"))
    ca_file = network.text("ca_file")
    return Settings(
        providers={key: _provider(table) for key, table in reader.tables("providers")},
        claude=_claude(reader.table("claude")),
        proxy=network.text("proxy"),
        ca_file=path.parent / Path(ca_file).expanduser() if ca_file else None,
        reduced_motion=appearance.flag_if_set("reduced_motion"),
        scale=appearance.number("scale", 1.0, 0.75, 2.0),
        idle_lock_minutes=int(security.number("idle_lock_minutes", 15, 1, 24 * 60)),
        reauthentication_minutes=int(security.number("reauthentication_minutes", 5, 1, 60)),
        clipboard_seconds=int(security.number("clipboard_seconds", 30, 5, 600)),
        lock_on_suspend=security.flag("lock_on_suspend", True),
        lock_on_session_lock=security.flag("lock_on_session_lock", True),
        check_daily=credentials.flag("check_daily", True),
        run_project_checks=builds.flag("run_project_checks", True),
    )


def _provider(table: _Reader) -> ProviderSettings:
    return ProviderSettings(table.text("base_url"), table.table("hosts").texts())


def _claude(table: _Reader) -> ClaudeSettings:
    return ClaudeSettings(table.flag("refine", False), table.text("model") or None)


_HINT = "Correct the file, or move it away to start with the defaults."


class _Reader:
    def __init__(self, path: Path, table: Mapping[str, Any], prefix: str = "") -> None:
        self._path, self._table, self._prefix = path, table, prefix

    def _wrong(self, key: str, wanted: str) -> InvalidInput:
        return InvalidInput("settings_wrong_value", f"In {self._path}, {self._prefix}{key} must be {wanted}.", _HINT)

    def table(self, key: str) -> _Reader:
        value = self._table.get(key, {})
        if not isinstance(value, dict):
            raise self._wrong(key, "a table")
        return _Reader(self._path, value, f"{self._prefix}{key}.")

    def tables(self, key: str) -> list[tuple[str, _Reader]]:
        outer = self.table(key)
        return [(name, outer.table(name)) for name in outer._table]

    def text(self, key: str) -> str | None:
        value = self._table.get(key)
        if value is not None and not isinstance(value, str):
            raise self._wrong(key, "text in quotes")
        return value

    def texts(self) -> dict[str, str]:
        return {key: text for key in self._table if (text := self.text(key)) is not None}

    def flag_if_set(self, key: str) -> bool | None:
        value = self._table.get(key)
        if value is not None and not isinstance(value, bool):
            raise self._wrong(key, "true or false")
        return value

    def flag(self, key: str, default: bool) -> bool:
        value = self.flag_if_set(key)
        return default if value is None else value

    def number(self, key: str, default: float, low: float, high: float) -> float:
        value = self._table.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise self._wrong(key, f"a number from {low} to {high}")
        return float(value)
