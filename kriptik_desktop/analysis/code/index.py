"""The catalogue turned round: from a package, a module or a variable to the providers that it speaks for.

Built once a scan, because a scan asks it for every import of every file.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kriptik_desktop.providers.catalogue import Catalogue
from kriptik_desktop.providers.model import Field, Provider

Names = dict[str, dict[str, tuple[str, ...]]]

_PREFIXES = (
    "NEXT_PUBLIC_",
    "NUXT_PUBLIC_",
    "EXPO_PUBLIC_",
    "VITE_PUBLIC_",
    "VITE_",
    "PUBLIC_",
    "REACT_APP_",
    "GATSBY_",
    "NUXT_",
)
"""What frameworks put before a variable; the longest first."""
_GENERIC_TEXT = """
ACCESS ACCOUNT API APP APPLICATION AUTH BASE BOT CLIENT CONNECTION DATABASE DB DIRECT DOMAIN DSN EMAIL ENDPOINT HOST
ID KEY NON OAUTH OAUTH2 PASS PASSWORD POOLING PRIVATE PROJECT PUBLIC REGION SECRET SERVER SERVICE SITE SMTP STRING
TENANT TOKEN UNPOOLED URI URL USER WEBHOOK
"""
_GENERIC = frozenset(_GENERIC_TEXT.split())
"""Words of variable names that say nothing of a provider."""
_STAGES = frozenset({"DEV", "DEVELOPMENT", "LIVE", "PROD", "PRODUCTION", "SANDBOX", "STAGING", "TEST"})
_AROUND = _STAGES | {"APP", "AUTH", "BACKEND", "BETTER", "MY", "SERVER", "SOCIAL", "SSO", "WEB"}
"""Words before a name that change nothing of whose it is; ``AZURE`` before ``OPENAI_API_KEY`` changes all."""
_VARIABLE = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*")
_SPACE_OF = {"python": "pypi", "rust": "crates", "ruby": "gems"}
"""The ecosystem whose package names are also module names, with ``_`` for ``-``."""
_BETWEEN = {"npm": "/", "go": "/", "python": ".", "php": "\\", "ruby": "/"}
"""What parts a name below a package from the package."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A provider's field that a variable may fill; ``own`` where it is the name that the provider itself uses."""

    provider_id: str
    field: Field
    own: bool


class Index:
    """Answers by name; the names of one space are package names, module names or variables."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._own: Names = _by_name((p, _packages(p)) for p in catalogue.all())
        self._spoken: Names = _by_name((p, _with_modules(p.spoken_by)) for p in catalogue.all())
        self._names = {space: (*self._own.get(space, {}), *self._spoken.get(space, {})) for space in self._spaces()}
        self._claims = _claims(catalogue)
        self._brands = _brands(catalogue)

    def _spaces(self) -> set[str]:
        return {*self._own, *self._spoken}

    def known(self, space: str, name: str) -> str | None:
        """Return the longest known name that ``name`` is or lies below: ``stripe`` for ``stripe/lib/errors``."""
        own, spoken = self._own.get(space, {}), self._spoken.get(space, {})
        between = _BETWEEN.get(space)
        while True:
            if name in own or name in spoken:
                return name
            if between is None or between not in name:
                return None
            name = name.rpartition(between)[0]

    def own(self, space: str, name: str) -> tuple[str, ...]:
        """Return the providers whose own package this is."""
        return self._own.get(space, {}).get(name, ())

    def spoken(self, space: str, name: str) -> tuple[str, ...]:
        """Return the providers that are also reached through this package."""
        return self._spoken.get(space, {}).get(name, ())

    def names(self, space: str) -> tuple[str, ...]:
        """Return every known name of a space."""
        return self._names.get(space, ())

    def claims(self, variable: str) -> tuple[Claim, ...]:
        """Return who may mean this variable, also with what frameworks and stages put around it."""
        return next((self._claims[name] for name in _spellings(variable) if name in self._claims), ())

    def tells(self, variable: str, claim: Claim) -> bool:
        """Tell whether the name by itself speaks for the claiming provider, as ``CLIENT_ID`` does not."""
        words = [word for word in without_prefix(variable).split("_") if word not in _GENERIC]
        if claim.own:
            return bool(words)
        provider = self.catalogue.get(claim.provider_id)
        family = {provider.id, *provider.same_variables_as}
        return any(not self._brands.get(word, frozenset()) - family for word in words)

    def is_named_in(self, variable: str, provider_id: str) -> bool:
        """Tell whether the provider's name is one of the words of the variable."""
        provider = self.catalogue.get(provider_id)
        return not {provider.id.upper(), *(each.upper() for each in provider.aliases)}.isdisjoint(variable.split("_"))


def _spellings(variable: str) -> Iterator[str]:
    """Yield a variable as it stands, then with less and less around it: ``VITE_``, ``BETTER_AUTH_``, ``_LIVE``."""
    yield variable
    yield without_prefix(variable)
    words = without_prefix(variable).split("_")
    while len(words) > 2 and words[-1] in _STAGES:
        words = words[:-1]
        yield "_".join(words)
    while len(words) > 2 and words[0] in _AROUND:
        words = words[1:]
        yield "_".join(words)


def without_prefix(variable: str) -> str:
    """Return the variable without what a framework puts before it to hand it to the browser."""
    return next((variable[len(each) :] for each in _PREFIXES if variable.startswith(each)), variable)


def _packages(provider: Provider) -> dict[str, tuple[str, ...]]:
    listed = _with_modules(provider.packages)
    for language, names in provider.imports.items():
        listed[language] = (*listed.get(language, ()), *names)
    return listed


def _with_modules(packages: object) -> dict[str, tuple[str, ...]]:
    assert isinstance(packages, dict)
    listed: dict[str, tuple[str, ...]] = dict(packages)
    if "pypi" in listed:
        listed["pypi"] = tuple(normal(name) for name in listed["pypi"])
    for language, space in _SPACE_OF.items():
        if space in packages:
            modules = packages[space]
            listed[language] = modules if language == "ruby" else tuple(name.replace("-", "_") for name in modules)
    return listed


def normal(name: str) -> str:
    """Return a Python distribution's name as the packaging guide compares names."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _by_name(listed: Iterator[tuple[Provider, dict[str, tuple[str, ...]]]]) -> Names:
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for provider, spaces in listed:
        for space, names in spaces.items():
            for name in names:
                before = found[space].get(name, ())
                found[space][name] = before if provider.id in before else (*before, provider.id)
    return found


def _claims(catalogue: Catalogue) -> dict[str, tuple[Claim, ...]]:
    found: dict[str, dict[str, Claim]] = defaultdict(dict)
    for provider in catalogue.all():
        for field in provider.fields:
            own = (*field.env, *(name for names in field.framework_env.values() for name in names))
            for name in own:
                found[name][provider.id] = Claim(provider.id, field, own=True)
            for name in (*field.also_called, *map(without_prefix, own)):
                if _VARIABLE.fullmatch(name):
                    found[name].setdefault(provider.id, Claim(provider.id, field, own=False))
    return {name: tuple(claims.values()) for name, claims in found.items()}


def _brands(catalogue: Catalogue) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for provider in catalogue.all():
        for field in provider.fields:
            for name in field.env:
                for word in without_prefix(name).split("_"):
                    found[word].add(provider.id)
    return {word: frozenset(ids) for word, ids in found.items() if word not in _GENERIC}
