"""What the command palette offers, and which of it is meant by what was typed: words and lists, no Qt objects.

Names are matched by how they begin before how they look alike, because people type beginnings; likeness only helps a
slip of the finger.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kriptik_desktop.ui.home_rows import ProjectRow, read_home
from kriptik_desktop.ui.vault_rows import CredentialRow, read_vault
from kriptik_desktop.ui.wording import translated

if TYPE_CHECKING:
    from kriptik_desktop.services import Services

_ALIKE = 80.0
"""From which likeness of 100 on something is taken for a slip of the finger."""
_TYPED_ENOUGH = 4
"""Fewer letters than these are like too many names."""


@dataclass(frozen=True, slots=True)
class PaletteRow:
    """One thing that can be done; ``command_id`` is its kind and, after a colon, what it is done to."""

    command_id: str
    title: str
    hint: str
    keys: str
    glyph: str
    brand: str


async def read_palette(services: Services) -> tuple[PaletteRow, ...]:
    """Read what can be done now: what waits for the person first, then where to go, projects, and the vault."""
    home = await read_home(services)
    names = {project.project_id: project.name for project in home.projects}
    requests = []
    for request in await services.acquisition.open_requests():
        provider = services.catalogue.get(request.integration_id)
        title = translated("Add Credentials for {name}").format(name=provider.name)
        requests.append(
            PaletteRow(f"request:{request.id}", title, names.get(request.project_id, ""), "", "", provider.icon)
        )
    return (
        *requests,
        PaletteRow("home", translated("Home"), "", "", "home", ""),
        PaletteRow("project", translated("New project"), "", "Ctrl+N", "plus", ""),
        *map(_project, home.projects),
        PaletteRow("vault:credentials", translated("Vault"), "", "", "key", ""),
        PaletteRow("vault:audit", translated("Audit log"), "", "", "history", ""),
        PaletteRow("vault:safety", translated("Safety of the vault"), "", "", "shield", ""),
        PaletteRow("vault:transfer", translated("Import and export"), "", "", "download", ""),
        PaletteRow("lock", translated("Lock the vault"), "", "Ctrl+L", "lock", ""),
        PaletteRow("close", translated("Close KripTik"), "", "", "x", ""),
        *await _credentials(services),
    )


async def _credentials(services: Services) -> list[PaletteRow]:
    rows = (await read_vault(services)).rows
    return [PaletteRow(f"credential:{row.credential_id}", row.name, _told(row), "", "", row.brand) for row in rows]


def _told(row: CredentialRow) -> str:
    return ", ".join(filter(None, (row.account, row.mode_text, row.place)))


def _project(row: ProjectRow) -> PaletteRow:
    if row.build_id:
        command = f"build:{row.build_id}"
    else:
        command = f"folder:{row.folder}" if row.made_elsewhere else f"start:{row.project_id}"
    return PaletteRow(command, row.name, row.status_text, "", "folder" if row.made_elsewhere else "layers", "")


def best_first(query: str, rows: Sequence[PaletteRow]) -> tuple[PaletteRow, ...]:
    """Return the rows that ``query`` may mean, the likeliest first; all of them, as given, where it says nothing."""
    wanted = query.casefold().split()
    if not wanted:
        return tuple(rows)
    scored = [(_score(wanted, row), row) for row in rows]
    return tuple(row for score, row in sorted(scored, key=lambda each: -each[0]) if score > 0)


def _score(wanted: Sequence[str], row: PaletteRow) -> float:
    """Return how well a row is meant, 0 for not at all: title before hint, beginnings before what lies within."""
    title, whole = row.title.casefold(), " ".join(wanted)
    words = title.split()
    if title.startswith(whole):
        return 1000.0 - len(title) / 100
    if all(any(word.startswith(each) for word in words) for each in wanted):
        return 900.0
    if whole in title:
        return 800.0
    if all(each in f"{title} {row.hint.casefold()}" for each in wanted):
        return 700.0
    return _loosely("".join(wanted), title)


def _loosely(letters: str, title: str) -> float:
    """Return a score below 600 for letters that come in the title in this order, or nearly so."""
    places = list(_places(letters, title))
    if len(places) == len(letters):
        return 600.0 - (places[-1] - places[0])
    if len(letters) < _TYPED_ENOUGH:
        return 0.0
    from rapidfuzz import fuzz

    likeness = fuzz.partial_ratio(letters, title)
    return likeness if likeness >= _ALIKE else 0.0


def _places(letters: str, title: str) -> Iterator[int]:
    at = -1
    for letter in letters:
        at = title.find(letter, at + 1)
        if at < 0:
            return
        yield at
