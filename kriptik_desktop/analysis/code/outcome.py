"""Puts what was weighed into words: which integration, how urgent, why, where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kriptik_desktop.analysis.code.index import Index
from kriptik_desktop.analysis.code.judging import Verdict
from kriptik_desktop.analysis.code.model import Clue, CodeChoice, Place, RequiredCredential, Urgency
from kriptik_desktop.providers.model import Provider

PLACES_LIMIT = 100
_NAMES_LIMIT = 4


def credentials(verdict: Verdict, index: Index) -> tuple[RequiredCredential, ...]:
    """Return everything that is used, in the order of the catalogue; what needs no credential too."""
    return tuple(
        _credential(provider, verdict.by_provider[provider.id], index)
        for provider in index.catalogue.all()
        if provider.id in verdict.by_provider
    )


def choices(verdict: Verdict, index: Index) -> tuple[CodeChoice, ...]:
    """Return the shared variables that stayed open, those with the same options as one."""
    return tuple(_choice(options, clues, index) for options, clues in verdict.open_choices.items())


def _credential(provider: Provider, clues: Sequence[Clue], index: Index) -> RequiredCredential:
    blocks = [clue for clue in clues if _blocks(provider, clue, index)]
    return RequiredCredential(
        provider.id,
        _running(blocks) if blocks else _aside(provider, clues),
        "blocking" if blocks else "optional",
        _places(clues, blocks),
    )


def _blocks(provider: Provider, clue: Clue, index: Index) -> bool:
    if not clue.runs:
        return False
    if clue.kind != "variable":
        return bool(provider.required_fields)
    claims = [each for each in index.claims(clue.name) if each.provider_id == provider.id]
    required = {each.name for each in provider.required_fields}
    return any(each.field.name in required for each in claims) if claims else bool(required)


def _running(clues: Sequence[Clue]) -> str:
    imported = [clue.name for clue in clues if clue.kind == "import"]
    read = [clue.name for clue in clues if clue.kind == "variable"]
    loaded = [clue.name for clue in clues if clue.kind == "package" and clue.space != "dialect"]
    chosen = [clue.name for clue in clues if clue.space == "dialect"]
    said = [
        f"{verb} {_listed(names)}"
        for verb, names in (("imports", imported), ("reads", read), ("loads", loaded), ("is set to use", chosen))
        if names
    ]
    return f"The project {_joined(said)}."


def _aside(provider: Provider, clues: Sequence[Clue]) -> str:
    """Return why it is no more than optional, by the strongest of the clues."""
    running = [clue for clue in clues if clue.runs]
    if running:
        end = "which may stay empty" if provider.required_fields else "for which nobody has to bring a credential"
        return f"The project uses {_listed(clue.name for clue in running)}, {end}."
    main = [clue for clue in clues if not clue.side]
    packages = [clue for clue in main if clue.kind == "package"]
    if packages and packages[0].space == "file":
        return f"{packages[0].file} is there; only publishing the project needs the credential."
    if packages:
        return f"{packages[0].file} lists {_listed(clue.name for clue in packages)}; no code that runs imports it."
    if main:
        return f"{main[0].file} names {_listed(clue.name for clue in main)}; no code that runs reads it."
    where = _listed(clue.file for clue in clues)
    return f"Only tests, examples, pipelines or tools of development speak of it: {where}."


def _choice(options: tuple[str, ...], clues: Sequence[Clue], index: Index) -> CodeChoice:
    names = [index.catalogue.get(each).name for each in options]
    variables = tuple(dict.fromkeys(clue.name for clue in clues))
    blocks = [clue for clue in clues if clue.runs]
    reason = f"{_listed(variables)} may mean {_joined(names, 'or')}, and nothing in the files tells which."
    urgency: Urgency = "blocking" if blocks else "optional"
    return CodeChoice(variables, options, reason, urgency, _places(clues, blocks))


def _places(clues: Sequence[Clue], first: Sequence[Clue]) -> tuple[Place, ...]:
    ahead = set(first)
    order = sorted(clues, key=lambda clue: (clue not in ahead, clue.side, not clue.runs, clue.file, clue.line))
    places = dict.fromkeys(Place(clue.file, clue.line, clue.name) for clue in order)
    return tuple(places)[:PLACES_LIMIT]


def _listed(names: Iterable[str]) -> str:
    each = sorted(dict.fromkeys(names))
    more = [f"{len(each) - _NAMES_LIMIT} more"] if len(each) > _NAMES_LIMIT else []
    return _joined([*each[:_NAMES_LIMIT], *more])


def _joined(texts: Sequence[str], word: str = "and") -> str:
    return f" {word} ".join(part for part in (", ".join(texts[:-1]), texts[-1]) if part)
