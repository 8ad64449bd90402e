"""Finds out whose value something is, by the catalogue alone: names in ``.env``, shapes, hosts, what people call it.

A shape counts only where it says something: a pattern that also fits the value with its letters exchanged would fit
anything of that length, so no provider is guessed from it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final
from urllib.parse import urlsplit

from kriptik_desktop.providers.catalogue import Catalogue
from kriptik_desktop.providers.checks import clean
from kriptik_desktop.providers.model import Provider
from kriptik_desktop.providers.recognition import Recogniser as Shapes

_PUBLIC: Final = ("NEXT_PUBLIC_", "NUXT_PUBLIC_", "EXPO_PUBLIC_", "REACT_APP_", "GATSBY_", "VITE_", "PUBLIC_")
"""What frameworks put before names that the browser may see."""

_STAGES: Final = {
    "TEST": "test",
    "SANDBOX": "test",
    "DEV": "test",
    "DEVELOPMENT": "test",
    "STAGING": "test",
    "LIVE": "live",
    "PROD": "live",
    "PRODUCTION": "live",
}
_LONGEST: Final = 8192
_ROTATED: Final = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
    "nopqrstuvwxyzabcdefghijklmNOPQRSTUVWXYZABCDEFGHIJKLM5678901234",
)
_ROTATED_HEX: Final = str.maketrans("abcdefABCDEF0123456789", "fabcdeFABCDE5678901234")
_HEX: Final = re.compile(r"[0-9a-fA-F-]+")
_TOKEN: Final = re.compile(r"eyJ[\w-]*\.[\w-]+\.[\w-]*")
_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*://")
_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Belonging:
    """A value may be this field of this provider; ``stage`` is the mode its name speaks of."""

    provider: Provider
    field: str
    stage: str = ""


class Recogniser:
    """Answers for one catalogue; the tables are made at the first question."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue, self._by_shape = catalogue, Shapes(catalogue)

    def by_name(self, name: str) -> tuple[Belonging, ...]:
        """Return whose ``.env`` name this is: as it stands, then without framework prefix or stage (``_TEST``)."""
        upper = name.strip().upper().replace("-", "_")
        for bare, stage in _readings(upper):
            if found := self._names.get(bare):
                return tuple(Belonging(each.provider, each.field, stage) for each in found)
        return ()

    def by_value(self, text: str) -> tuple[Belonging, ...]:
        """Return whose value this is by the shape that says most; nothing where the shape could be anybody's."""
        value = clean(text)
        if not value or len(value) > _LONGEST or _TOKEN.fullmatch(value):
            return ()
        twin = _twin(value)
        fitting = [each for each, pattern in self._shapes if pattern.search(value) and not pattern.search(twin)]
        leading = {(each.provider_id, each.field) for each in self._by_shape.leading(value)}
        return tuple(each for each in fitting if (each.provider.id, each.field) in leading) or tuple(fitting)

    def by_title(self, title: str) -> tuple[Provider, ...]:
        """Return the providers that a title speaks of; the longest name wins, so ``x db`` is not also ``x``."""
        spoken = f" {_spoken(title)} "
        hits = {name: ids for name, ids in self._titles.items() if f" {name} " in spoken}
        longest = {
            name: ids for name, ids in hits.items() if not any(name != other and name in other for other in hits)
        }
        found = {id_ for ids in longest.values() for id_ in ids}
        return tuple(each for each in self._catalogue.all() if each.id in found and not _only_looks_like(each, spoken))

    def by_url(self, url: str) -> tuple[Provider, ...]:
        """Return the providers to one of whose hosts an address leads."""
        host = _host(url if "://" in url else f"https://{url}")
        parts = host.split(".")
        for at in range(max(len(parts) - 1, 0)):
            if found := self._hosts.get(".".join(parts[at:])):
                return tuple(each for each in self._catalogue.all() if each.id in found)
        return ()

    def own(self, note: Mapping[str, Any] | None) -> Provider | None:
        """Return the provider that KripTik itself noted when it exported an entry, if it is still known."""
        wanted = note.get("integration") if note else None
        return self._catalogue.get(wanted) if isinstance(wanted, str) and wanted in self._catalogue else None

    @cached_property
    def _names(self) -> dict[str, list[Belonging]]:
        table: dict[str, list[Belonging]] = defaultdict(list)
        for provider in self._catalogue.all():
            for field in provider.fields:
                extra = (name for names in field.framework_env.values() for name in names)
                for name in dict.fromkeys((*field.env, *extra)):
                    table[name.upper()].append(Belonging(provider, field.name))
        return dict(table)

    @cached_property
    def _shapes(self) -> list[tuple[Belonging, re.Pattern[str]]]:
        return [
            (Belonging(provider, field.name), re.compile(field.pattern))
            for provider in self._catalogue.all()
            for field in provider.fields
            if field.pattern
        ]

    @cached_property
    def _titles(self) -> dict[str, set[str]]:
        table: dict[str, set[str]] = defaultdict(set)
        for provider in self._catalogue.all():
            for name in (provider.id, provider.name, *provider.aliases, *provider.words.names):
                if spoken := _spoken(name):
                    table[spoken].add(provider.id)
        return dict(table)

    @cached_property
    def _hosts(self) -> dict[str, set[str]]:
        table: dict[str, set[str]] = defaultdict(set)
        for provider in self._catalogue.all():
            base = provider.probe.base_url if provider.probe else ""
            for address in (provider.homepage, provider.dashboard_url, base):
                if host := _host(address):
                    table[host].add(provider.id)
        return dict(table)


def _readings(name: str) -> list[tuple[str, str]]:
    bare = next((name.removeprefix(prefix) for prefix in _PUBLIC if name.startswith(prefix)), name)
    readings = [(name, ""), (bare, "")]
    for whole in dict.fromkeys((name, bare)):
        words = whole.split("_")
        readings += [
            ("_".join((*words[:at], *words[at + 1 :])), _STAGES[word])
            for at, word in enumerate(words)
            if word in _STAGES and len(words) > 1
        ]
    return readings


def _twin(value: str) -> str:
    scheme = _SCHEME.match(value)
    kept = scheme.end() if scheme else 0
    table = _ROTATED_HEX if _HEX.fullmatch(value) else _ROTATED
    return value[:kept] + value[kept:].translate(table)


def _spoken(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _only_looks_like(provider: Provider, spoken: str) -> bool:
    return any(f" {_spoken(phrase)} " in spoken for phrase in provider.words.not_counting)


def _host(address: str) -> str:
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")
