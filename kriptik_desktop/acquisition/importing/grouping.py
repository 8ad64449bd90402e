"""Puts the values of a file together into credentials, one group for each, and says whose they seem to be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, cast

from kriptik_desktop.acquisition.importing.fitting import Fit, fit
from kriptik_desktop.acquisition.importing.reading import ForeignEntry, ForeignField, ForeignFile, LeftOut
from kriptik_desktop.acquisition.importing.recognition import Belonging, Recogniser
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.providers.checks import check_format, mode_of
from kriptik_desktop.providers.model import Mode, Provider
from kriptik_desktop.vault.model import DEFAULT_ACCOUNT

_BY_NAME: Final = 4
_BY_VALUE: Final = 3
_BY_WORDS: Final = 2


@dataclass(frozen=True, slots=True)
class Group:
    """What may become one credential. ``provider`` is None where nobody was recognised, or more than one."""

    key: str
    title: str
    provider: Provider | None
    fields: tuple[ForeignField, ...]
    """The values under the names of the file."""
    given: Mapping[str, Secret] = field(default_factory=dict)
    """The values under the names of the provider's fields."""
    left_out: tuple[LeftOut, ...] = ()
    account: str = DEFAULT_ACCOUNT
    mode: Mode | None = None
    """The mode that the values or their names speak of."""
    expires_at: int | None = None
    reason: str = ""
    looks_like_keys: bool = False
    """Whether the file says that these are keys, and not somebody's login to a site."""
    origin: str = ""
    """Where in the file it stood, such as a folder."""


def groups_of(file: ForeignFile, recogniser: Recogniser, wanted: Mode) -> list[Group]:
    """Return the groups of a file in its order.

    ``wanted`` is the mode of values that show none, where a file has values of both.
    """
    groups = list(_of_variables(file.variables, recogniser, wanted))
    for at, entry in enumerate(file.entries, 1):
        if entry.own is None and _holds_several(entry, recogniser):
            groups += _split(entry, f"entry-{at}", recogniser, wanted)
        else:
            groups.append(_of_entry(entry, f"entry-{at}", recogniser))
    return groups


def given_to(group: Group, provider: Provider) -> Group:
    """Return the group as one of ``provider``, whatever it was taken for."""
    found = fit(provider, group.fields, keys=True)
    kept = tuple(each for each in group.left_out if all(each.name != one.name for one in group.fields))
    return replace(
        group,
        provider=provider,
        given=found.given,
        left_out=(*kept, *found.left_out),
        mode=group.mode or _shown_mode(provider, found.given),
        reason="",
    )


@dataclass(slots=True)
class _Variable:
    """A variable, whose it is, and the mode that it or its name speaks of."""

    name: str
    value: Secret
    belonging: Belonging
    mode: Mode | None


def _of_variables(variables: Iterable[ForeignField], recogniser: Recogniser, wanted: Mode) -> Iterator[Group]:
    known: dict[str, list[_Variable]] = defaultdict(list)
    unclear: dict[str, list[tuple[ForeignField, tuple[Provider, ...]]]] = defaultdict(list)
    pending = [(each, _candidates(each, recogniser)) for each in variables]
    sure = {found[0].provider.id for _, found in pending if len({each.provider.id for each in found}) == 1}
    for each, found in pending:
        preferred = [one for one in found if one.provider.id in sure] or list(found)
        if len({one.provider.id for one in preferred}) == 1:
            known[preferred[0].provider.id].append(_variable(each, preferred[0]))
        else:
            word = each.name.split("_")[0].upper() or each.name
            unclear[word].append((each, tuple(one.provider for one in preferred)))
    for items in known.values():
        yield from _by_mode(items, wanted)
    for word, unclear_items in unclear.items():
        yield _unclear(word, unclear_items)


def _candidates(variable: ForeignField, recogniser: Recogniser) -> tuple[Belonging, ...]:
    named = recogniser.by_name(variable.name)
    text = variable.value.reveal()
    if len(named) > 1:
        shaped = tuple(each for each in named if _has_shape(each, text))
        return shaped or named
    return named or recogniser.by_value(text)


def _has_shape(belonging: Belonging, text: str) -> bool:
    of = belonging.provider.field(belonging.field)
    return of is not None and of.pattern is not None and check_format(of, text) is None


def _variable(variable: ForeignField, belonging: Belonging) -> _Variable:
    shown = _shown_mode(belonging.provider, {belonging.field: variable.value})
    named = cast(Mode, belonging.stage) if belonging.stage and belonging.provider.modes.separate else None
    return _Variable(variable.name, variable.value, belonging, shown or named)


def _shown_mode(provider: Provider, values: Mapping[str, Secret]) -> Mode | None:
    mode = mode_of(provider, values)
    return mode if mode != "none" else None


def _by_mode(items: list[_Variable], wanted: Mode) -> Iterator[Group]:
    modes = list(dict.fromkeys(each.mode for each in items if each.mode))
    if len(modes) < 2:
        yield _known(items, modes[0] if modes else None)
        return
    for mode in modes:
        home = wanted if wanted in modes else modes[0]
        yield _known([each for each in items if (each.mode or home) == mode], mode)


def _known(items: list[_Variable], mode: Mode | None) -> Group:
    provider = items[0].belonging.provider
    given: dict[str, Secret] = {}
    first: dict[str, str] = {}
    left_out: list[LeftOut] = []
    for each in items:
        name = each.belonging.field
        if name not in given:
            given[name], first[name] = each.value, each.name
        else:
            same = "the same value" if given[name] == each.value else "another value for the same thing"
            left_out.append(LeftOut(each.name, f"{first[name]} has {same}, and was taken"))
    fields = tuple(ForeignField(each.name, each.value) for each in items)
    key = f"env:{provider.id}:{mode or 'none'}"
    return Group(key, provider.name, provider, fields, given, tuple(left_out), mode=mode, looks_like_keys=True)


def _unclear(word: str, items: list[tuple[ForeignField, tuple[Provider, ...]]]) -> Group:
    names = dict.fromkeys(provider.name for _, providers in items for provider in providers)
    fields = tuple(each for each, _ in items)
    title = fields[0].name if len(fields) == 1 else f"{word}_..."
    reason = _either(names)
    return Group(f"env:{word}", title, None, fields, reason=reason, looks_like_keys=True)


def _either(names: Iterable[str]) -> str:
    listed = list(names)
    if not listed:
        return "No provider that KripTik knows has a value of this name or shape."
    return f"This could belong to {' or '.join(listed[:4])}. Choose one."


def _holds_several(entry: ForeignEntry, recogniser: Recogniser) -> bool:
    """Tell whether an entry is a whole environment: its values are those of several providers."""
    found = (_candidates(each, recogniser) for each in entry.fields)
    return len({each[0].provider.id for each in found if len(each) == 1}) > 1


def _split(entry: ForeignEntry, key: str, recogniser: Recogniser, wanted: Mode) -> Iterator[Group]:
    left_out = entry.left_out
    for group in _of_variables(entry.fields, recogniser, wanted):
        yield replace(
            group,
            key=f"{key}:{group.key}",
            title=f"{entry.title}: {group.title}",
            left_out=(*left_out, *group.left_out),
            account=entry.account.strip() or DEFAULT_ACCOUNT,
            expires_at=entry.expires_at,
            origin=entry.title,
        )
        left_out = ()


def _of_entry(entry: ForeignEntry, key: str, recogniser: Recogniser) -> Group:
    group = Group(
        key,
        entry.title,
        None,
        entry.fields,
        left_out=entry.left_out,
        account=entry.account.strip() or DEFAULT_ACCOUNT,
        expires_at=entry.expires_at,
        looks_like_keys=_speaks_of_keys(entry),
        origin=entry.group,
    )
    providers, reason = _whose(entry, recogniser)
    if len(providers) != 1:
        return replace(group, reason=reason)
    provider = providers[0]
    own: Mapping[str, Any] = entry.own or {}
    keys = group.looks_like_keys or bool(own)
    found: Fit = fit(provider, entry.fields, keys=keys)
    mode = own.get("mode") if own.get("mode") in ("test", "live") else _shown_mode(provider, found.given)
    return replace(
        group,
        provider=provider,
        given=found.given,
        left_out=(*entry.left_out, *found.left_out),
        mode=cast("Mode | None", mode),
    )


def _whose(entry: ForeignEntry, recogniser: Recogniser) -> tuple[tuple[Provider, ...], str]:
    own = recogniser.own(entry.own)
    if own is not None:
        return (own,), ""
    votes: dict[str, int] = defaultdict(int)
    known: dict[str, Provider] = {}
    for provider, weight in _evidence(entry, recogniser):
        votes[provider.id] += weight
        known[provider.id] = provider
    best = max(votes.values(), default=0)
    leading = tuple(known[id_] for id_, votes_ in votes.items() if votes_ == best)
    return leading, "" if len(leading) == 1 else _either(each.name for each in leading)


def _evidence(entry: ForeignEntry, recogniser: Recogniser) -> Iterator[tuple[Provider, int]]:
    for each in entry.fields:
        yield from ((found.provider, _BY_NAME) for found in recogniser.by_name(each.name))
        yield from ((found.provider, _BY_VALUE) for found in recogniser.by_value(each.value.reveal()))
    hosts = {provider.id: provider for url in entry.urls for provider in recogniser.by_url(url)}
    yield from ((provider, _BY_WORDS) for provider in hosts.values())
    yield from ((provider, _BY_WORDS) for provider in recogniser.by_title(entry.title))


def _speaks_of_keys(entry: ForeignEntry) -> bool:
    text = f"{entry.title} {' '.join(entry.tags)}".casefold()
    return any(word in text for word in ("api", "key", "token", "secret", "credential"))
