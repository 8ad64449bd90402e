"""What a provider's own client is given where requests as data are not enough.

One door for all of them: the runner finds the module by the catalogue's ``probe.client`` and calls its ``check``.
"""

from __future__ import annotations

import importlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import cast

from kriptik_desktop.core.clock import Clock
from kriptik_desktop.core.settings import Settings
from kriptik_desktop.providers.http import HttpDoor
from kriptik_desktop.providers.model import Provider
from kriptik_desktop.providers.probe_result import ProbeResult


@dataclass(frozen=True, slots=True, repr=False)
class ClientAsk:
    """One credential to be asked about; not printable, because it holds the values."""

    provider: Provider
    texts: Mapping[str, str]
    """The values by field, without blanks around them."""
    base_url: str
    """The address from the settings or the catalogue; empty where the values hold it."""
    hosts: Mapping[str, str]
    door: HttpDoor
    clock: Clock
    settings: Settings
    timeout_s: float


Check = Callable[[ClientAsk], Awaitable[ProbeResult]]


def client_check(name: str) -> Check:
    """Return the ``check`` of the module ``name``, imported on first use because it may pull in a driver.

    Raises ModuleNotFoundError for a name that the program does not have; the catalogue's validator finds it first.
    """
    module = importlib.import_module(f"kriptik_desktop.providers.clients.{name}")
    return cast(Check, module.check)
