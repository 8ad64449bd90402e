"""Provider files that the person added beside the shipped ones: a company's own service, one that is not there yet.

Held to the same rules as the shipped files, and left out with the reason where they break one, because a slip in one of
them must not keep the vault from opening.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kriptik_desktop.core.errors import KriptikError
from kriptik_desktop.providers.catalogue import Catalogue, read_provider
from kriptik_desktop.providers.consistency import problems


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A provider file that is not used, and why."""

    file: Path
    reason: str

    def __str__(self) -> str:
        return f"The provider file {self.file} is not used: {self.reason}"


def load_catalogue(own: Path) -> tuple[Catalogue, tuple[LeftOut, ...]]:
    """Read the shipped catalogue and the TOML files of the folder ``own``, which need not be there.

    Raises CatalogueDamaged for a shipped file only.
    """
    catalogue, left_out = Catalogue.load(), []
    for path in sorted(own.glob("*.toml")):
        wider, reason = _with(catalogue, path)
        if reason:
            left_out.append(LeftOut(path, reason))
        catalogue = wider
    return catalogue, tuple(left_out)


def _with(catalogue: Catalogue, path: Path) -> tuple[Catalogue, str]:
    try:
        wider = Catalogue([*catalogue.all(), read_provider(path)])
    except KriptikError as error:
        return catalogue, error.message
    except OSError as error:
        return catalogue, f"It cannot be read: {error.strerror}."
    found = problems(wider)
    return (catalogue, f"{found[0]}.") if found else (wider, "")
