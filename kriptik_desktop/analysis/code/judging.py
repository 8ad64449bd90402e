"""From the clues of a project to the providers that it needs.

A clue that only one provider can mean proves that provider. The rest is read in the light of what is proven: shared
variables (``DATABASE_URL``) go to whom the packages beside them speak for, names that say nothing (``CLIENT_ID``) and
what a template brought along only add to what is proven, and what stays open is handed back as a choice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from kriptik_desktop.analysis.code.index import Claim, Index
from kriptik_desktop.analysis.code.model import Clue
from kriptik_desktop.analysis.code.stock import Stock


@dataclass(slots=True)
class Verdict:
    """The clues by what they speak for."""

    by_provider: dict[str, list[Clue]] = field(default_factory=lambda: defaultdict(list))
    open_choices: dict[tuple[str, ...], list[Clue]] = field(default_factory=lambda: defaultdict(list))


class Units:
    """The parts of a project: the folders with a manifest, each with what lies below it and in no deeper one."""

    def __init__(self, folders: Iterable[str]) -> None:
        self._folders = {*folders, ""}

    def of(self, file: str) -> str:
        """Return the folder of the part that a file belongs to, with a ``/`` at its end, or an empty text."""
        folder = file
        while folder:
            folder = folder.rstrip("/").rpartition("/")[0]
            folder = f"{folder}/" if folder else ""
            if folder in self._folders:
                return folder
        return ""


class Judge:
    """Weighs the clues of one scan."""

    def __init__(self, index: Index, stock: Stock, units: Units) -> None:
        self._index, self._stock, self._units = index, stock, units
        self._proven: dict[str, set[str]] = defaultdict(set)
        """By provider, the parts in which something proves it."""
        self._spoken: dict[str, set[str]] = defaultdict(set)

    def weigh(self, clues: Sequence[Clue]) -> Verdict:
        """Return which clue speaks for whom."""
        verdict = Verdict()
        packages = [clue for clue in clues if clue.kind != "variable"]
        variables = [clue for clue in clues if clue.kind == "variable"]
        telling = [(clue, owner) for clue in variables if (owner := self._only_owner(clue)) is not None]
        for clue, owner in telling:
            self._prove(verdict, owner, clue)
        named = frozenset(self._proven)
        self._weigh_packages(verdict, packages, named)
        told = {clue for clue, _ in telling}
        for clue in variables:
            if clue not in told:
                self._share(verdict, clue)
        return verdict

    def _prove(self, verdict: Verdict, provider_id: str, clue: Clue) -> None:
        verdict.by_provider[provider_id].append(clue)
        self._proven[provider_id].add(self._units.of(clue.file))

    def _only_owner(self, clue: Clue) -> str | None:
        """Return the one provider that the variable can mean, unless the name or the place says too little."""
        claims = self._index.claims(clue.name)
        if len(claims) != 1 or not self._index.tells(clue.name, claims[0]) or self._stock.holds(clue):
            return None
        return claims[0].provider_id

    def _weigh_packages(self, verdict: Verdict, packages: Sequence[Clue], named: Collection[str]) -> None:
        owned = {owner for clue in packages for owner in self._index.own(clue.space, clue.name)}
        for clue in packages:
            for other in self._index.spoken(clue.space, clue.name):
                self._spoken[other].add(self._units.of(clue.file))
            for owner in self._index.own(clue.space, clue.name):
                if not self._means_another(clue, owner, named, owned):
                    self._prove(verdict, owner, clue)

    def _means_another(self, clue: Clue, owner: str, named: Collection[str], owned: Collection[str]) -> bool:
        """Tell whether the owner's package is here only the way to somebody else.

        So is OpenAI's package where only OpenRouter's key is read, and a PostgreSQL driver beside Neon's own.
        """
        if owner in named:
            return False
        family = self._index.catalogue.get(owner).same_variables_as
        return any(
            (other in named and other not in owned) or (other in family and other in owned)
            for other in self._index.spoken(clue.space, clue.name)
        )

    def _share(self, verdict: Verdict, clue: Clue) -> None:
        claims = self._index.claims(clue.name)
        meant = self._meant(clue, claims)
        for provider_id in meant:
            verdict.by_provider[provider_id].append(clue)
        if meant or self._stock.holds(clue):
            return
        options = [claim.provider_id for claim in claims if claim.own] or [claim.provider_id for claim in claims]
        spoken = [each for each in options if self._units.of(clue.file) in self._spoken[each]]
        if len(spoken or options) > 1:
            if self._is_family(options) or any(self._tells(clue, each) for each in options):
                verdict.open_choices[tuple(spoken or options)].append(clue)
        elif self._tells(clue, (spoken or options)[0]):
            verdict.by_provider[(spoken or options)[0]].append(clue)

    def _is_family(self, options: Sequence[str]) -> bool:
        return set(options) <= {options[0], *self._index.catalogue.get(options[0]).same_variables_as}

    def _tells(self, clue: Clue, provider_id: str) -> bool:
        claims = [each for each in self._index.claims(clue.name) if each.provider_id == provider_id]
        return any(self._index.tells(clue.name, each) for each in claims)

    def _meant(self, clue: Clue, claims: Sequence[Claim]) -> list[str]:
        """Return the proven ones that may be meant: of the same part before others, whose own name it is first."""
        unit = self._units.of(clue.file)
        for near in (True, False):
            proven = [each for each in claims if self._is_proven(each.provider_id, unit if near else None)]
            if proven:
                return [each.provider_id for each in proven if each.own] or [each.provider_id for each in proven]
            drivers = self._drivers(clue, claims, unit if near else None)
            if drivers:
                return drivers
        if any(unit in self._spoken[each.provider_id] for each in claims) or self._stock.holds(clue):
            return []
        named = [each.provider_id for each in claims if self._index.is_named_in(clue.name, each.provider_id)]
        return named if len(claims) > 1 and len(named) == 1 else []

    def _drivers(self, clue: Clue, claims: Sequence[Claim], unit: str | None) -> list[str]:
        """Return the databases that the part talks to, where the variable may hold the address of any."""
        catalogue = self._index.catalogue
        of_any = any("dialect" in catalogue.get(each.provider_id).packages for each in claims)
        if len(claims) < 2 or not of_any or any(self._index.tells(clue.name, each) for each in claims):
            return []
        known = {owner for name in self._index.names("dialect") for owner in self._index.own("dialect", name)}
        return [each.id for each in catalogue.all() if each.id in known and self._is_proven(each.id, unit)]

    def _is_proven(self, provider_id: str, unit: str | None) -> bool:
        parts = self._proven.get(provider_id, set())
        return bool(parts) if unit is None else unit in parts
