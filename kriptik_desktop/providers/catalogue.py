"""The registry of providers: reads the shipped TOML files once and answers by id, alias and category.

Nothing else in the program lists providers, so a new one is a new file.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from kriptik_desktop.core.resources import resource
from kriptik_desktop.providers.errors import CatalogueDamaged, UnknownProvider
from kriptik_desktop.providers.loader import build
from kriptik_desktop.providers.model import Provider

CATEGORIES: Mapping[str, str] = {
    "payments": "Payments",
    "auth": "Authentication",
    "database": "Database",
    "ai": "AI",
    "storage": "Storage",
    "email": "Email",
    "compute": "Compute",
    "deployment": "Deployment",
    "communication": "Communication",
    "analytics": "Analytics",
    "monitoring": "Monitoring",
    "search": "Search",
    "maps": "Maps",
    "crm": "CRM",
    "ecommerce": "E-commerce",
    "productivity": "Productivity",
}
"""Category ids in the order in which they are shown, with their headings."""


class Catalogue:
    """All known providers, in the order of their categories and names."""

    def __init__(self, providers: Iterable[Provider]) -> None:
        order = {category: at for at, category in enumerate(CATEGORIES)}
        self._all = tuple(
            sorted(providers, key=lambda each: (order.get(each.categories[0], len(order)), each.name.casefold()))
        )
        self._by_id = {each.id: each for each in self._all}
        self._ids: dict[str, str] = {}
        for provider in self._all:
            for name in (provider.id, *provider.aliases):
                if name in self._ids:
                    raise CatalogueDamaged(provider.id, f"{name!r} already means {self._ids[name]}")
                self._ids[name] = provider.id

    @classmethod
    def load(cls, folder: Path | None = None) -> Catalogue:
        """Read every file of the shipped catalogue, or of ``folder``.

        Raises CatalogueDamaged, naming the file and what is wrong in it.
        """
        root = folder or resource("providers", "catalog")
        return cls(read_provider(path) for path in sorted(root.glob("*.toml")))

    def get(self, wanted: str) -> Provider:
        """Return the provider with that id or alias.

        Raises UnknownProvider, with the closest names.
        """
        return self._by_id[self.resolve(wanted)]

    def resolve(self, wanted: str) -> str:
        """Return the canonical id for an id or alias, upper or lower case.

        Raises UnknownProvider, with the closest names.
        """
        name = wanted.strip().lower()
        if name not in self._ids:
            raise UnknownProvider(wanted, tuple(difflib.get_close_matches(name, self._ids, n=3)))
        return self._ids[name]

    def __contains__(self, wanted: object) -> bool:
        return isinstance(wanted, str) and wanted.strip().lower() in self._ids

    def all(self) -> tuple[Provider, ...]:
        """Return every provider, ordered by category, then name."""
        return self._all

    def offered(self) -> tuple[Provider, ...]:
        """Return every provider: the first suggestion of each category, then the second ones, then the rest."""
        last = len(self._all)
        return tuple(sorted(self._all, key=lambda each: min(each.suggested.values(), default=last)))

    def in_category(self, category: str) -> tuple[Provider, ...]:
        """Return the providers that serve a category: the suggested ones in their order, then main category first."""
        found = [each for each in self._all if category in each.categories]
        last = len(found)
        return tuple(
            sorted(found, key=lambda each: (each.suggested.get(category, last), each.categories.index(category)))
        )

    def suggested_in(self, category: str) -> tuple[Provider, ...]:
        """Return the few that are offered first for a category; all of them where none is marked."""
        found = self.in_category(category)
        return tuple(each for each in found if category in each.suggested) or found


def read_provider(path: Path) -> Provider:
    """Read one catalogue file.

    Raises CatalogueDamaged, naming the file, when it is no TOML, has unknown keys, or its id is not the file's name.
    """
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogueDamaged(path.name, str(error)) from error
    provider = build(Provider, document, path.name)
    if provider.id != path.stem:
        raise CatalogueDamaged(path.name, f"its id is {provider.id!r}")
    if not provider.categories:
        raise CatalogueDamaged(path.name, "it has no category")
    return provider
