"""What the fields of one provider are called in the world, compared without case and punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kriptik_desktop.providers.checks import check_format
from kriptik_desktop.providers.consistency import PUBLIC_PREFIXES
from kriptik_desktop.providers.model import Field, Mode, Provider

_LONGEST: Final = 100
_VARIABLE: Final = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)+")
_SIGNS: Final = re.compile(r"[\W_]+")
_ASIDE: Final = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_WORD: Final = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|[^\W_A-Za-z]+")
_STAGES: Final[dict[str, Mode]] = {
    "test": "test",
    "sandbox": "test",
    "dev": "test",
    "development": "test",
    "staging": "test",
    "live": "live",
    "prod": "live",
    "production": "live",
}


@dataclass(frozen=True, slots=True)
class Naming:
    """A name means this field; ``sure`` where nothing of another provider is called so."""

    field: Field
    sure: bool
    stage: Mode = "none"
    """The mode that the name speaks of."""
    public: bool = False
    """Whether a variable of this name ends up in the browser."""


def plain(name: str) -> str:
    """Return a name as it is compared."""
    return _SIGNS.sub("", name.casefold())


def is_public(name: str) -> bool:
    """Tell whether a variable of this name ends up in the browser."""
    return name.strip().upper().startswith(PUBLIC_PREFIXES)


def exposure(variable: str, field: Field) -> str:
    """Return what to say of a secret that stands under such a name."""
    return (
        f"{field.label}: {variable} is a name that the browser may read, so this value has been public. "
        "Replace it at the provider."
    )


class Names:
    """The names of one provider's fields."""

    def __init__(self, provider: Provider) -> None:
        self._table: dict[str, tuple[Field, bool]] = {}
        self._own = tuple(plain(name) for name in (provider.id, provider.name, *provider.aliases) if plain(name))
        doubtful: set[str] = set()
        for field in provider.form_fields:
            for name, sure in _called(provider, field):
                known = self._table.setdefault(name, (field, sure))
                if known[0] is not field and known[1] == sure:
                    doubtful.add(name)
                elif sure and not known[1]:
                    self._table[name] = (field, sure)
        for name in doubtful:
            del self._table[name]

    def of(self, name: str, inside: tuple[str, ...] = ()) -> Naming | None:
        """Return what a name means: as it stands, without what is put before or behind, or with what surrounds it."""
        if not name or len(name) > _LONGEST:
            return None
        if known := self._looked_up(plain(name)):
            return Naming(known[0], known[1], _stage(name), is_public(name))
        for reading, stage, public in _readings(name):
            if known := self._looked_up(reading):
                return Naming(known[0], known[1], stage, public)
        if inside and (known := self._looked_up(plain(inside[-1] + name))):
            return Naming(known[0], known[1])
        return None

    def knows(self, name: str) -> bool:
        """Tell whether a name means a field."""
        return self.of(name) is not None

    def _looked_up(self, name: str) -> tuple[Field, bool] | None:
        if known := self._table.get(name):
            return known
        for own in self._own:
            if name.startswith(own) and (known := self._table.get(name.removeprefix(own))):
                return known[0], True
        return None


def login_of(provider: Provider, user: str) -> tuple[Field | None, Field | None]:
    """Return which fields a call carries as user and password, where the user is this one."""
    for request in provider.probe.requests if provider.probe else ():
        field = provider.field(request.auth.field) if request.auth.kind == "basic" else None
        if field is not None and check_format(field, user) is None:
            return field, provider.field(request.auth.password_field)
    return None, None


def _readings(name: str) -> Iterator[tuple[str, Mode, bool]]:
    public, stage = is_public(name), _stage(name)
    bare = _ASIDE.sub(" ", name).strip()
    prefix = next((each for each in PUBLIC_PREFIXES if bare.upper().startswith(each)), "")
    for whole in dict.fromkeys((bare, bare[len(prefix) :])):
        if whole != name:
            yield plain(whole), stage, public
        if stage != "none":
            yield plain("".join(word for word in _words(whole) if word not in _STAGES)), stage, public


def _stage(name: str) -> Mode:
    return next((_STAGES[word] for word in _words(name) if word in _STAGES), "none")


def _words(name: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(name)]


def _called(provider: Provider, field: Field) -> Iterator[tuple[str, bool]]:
    framework = (name for names in field.framework_env.values() for name in names)
    anybodys = {plain(field.name), plain(field.label)}
    for name in (*field.env, *framework):
        yield plain(name), plain(name) not in anybodys
    for name in field.also_called:
        yield plain(name), _VARIABLE.fullmatch(name) is not None and plain(name) not in anybodys
    for name in (field.name, *_labels(field.label), *_in_requests(provider, field)):
        yield plain(name), False


def _labels(label: str) -> Iterator[str]:
    """Yield a label and, of one that offers two names, each: "Publishable or anon key"."""
    yield label
    yield _ASIDE.sub("", label)
    first, found, second = label.partition(" or ")
    if found:
        noun = second.rpartition(" ")[2]
        yield second
        yield first if first.endswith(noun) else f"{first} {noun}"


def _in_requests(provider: Provider, field: Field) -> Iterator[str]:
    """Yield where a call carries the field: that is how a copied ``curl`` line calls it."""
    for request in provider.probe.requests if provider.probe else ():
        auth = request.auth
        if auth.kind == "bearer" and auth.field == field.name:
            yield "authorization bearer"
        if auth.kind == "header" and auth.field == field.name:
            yield auth.header
