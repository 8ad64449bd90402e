"""Finds out whether stored credentials still work: when somebody asks, and once a day by itself.

What a provider answers goes into the vault; when to ask again is a row of its own, so that a restart neither forgets a
check nor asks everybody at once. A provider that wants no more questions is left alone for as long as it says.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import random
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final

from kriptik_desktop.acquisition import health_store as store
from kriptik_desktop.acquisition.events import CredentialChecked, CredentialExpiring
from kriptik_desktop.acquisition.health_model import CheckedCredential, LastCheck
from kriptik_desktop.acquisition.saving import CredentialSaver
from kriptik_desktop.core.clock import Clock
from kriptik_desktop.core.database import Database
from kriptik_desktop.core.errors import KriptikError
from kriptik_desktop.core.events import EventBus
from kriptik_desktop.providers.catalogue import Catalogue
from kriptik_desktop.providers.probe_result import ProbeResult
from kriptik_desktop.providers.wording import explain
from kriptik_desktop.vault.model import Actor, CredentialInfo, VaultState
from kriptik_desktop.vault.service import Vault

_LOG = logging.getLogger(__name__)

LOOK_S: Final = 300.0
DAY_MS: Final = 86_400_000
_PACE_S: Final = 2.0
"""Between two questions of a daily round."""
_FIRST_RETRY_MS: Final = 600_000
_LONGEST_RETRY_MS: Final = DAY_MS // 4
_STAGES_MS: Final = (14 * DAY_MS, 3 * DAY_MS, 0)
"""How long before the end an expiry is announced."""
_DAILY: Final = Actor("agent", "daily check")
_OFFLINE_AFTER: Final = 3
"""So many providers unreachable in a row mean that this computer is offline."""

Progress = Callable[[int, int], None]


class CredentialHealth:
    """Checks credentials of one vault; lives on the loop's thread."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        catalogue: Catalogue,
        saver: CredentialSaver,
        bus: EventBus,
        clock: Clock,
        *,
        draw: Callable[[], float] = random.random,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._database, self._vault, self._catalogue = database, vault, catalogue
        self._saver, self._bus, self._clock = saver, bus, clock
        self._draw, self._sleep = draw, sleep
        self._turn = asyncio.Lock()
        self._woken = asyncio.Event()

    async def checks(self) -> dict[str, LastCheck]:
        """Return what came of the last question about each credential, by its id."""
        return await self._database.read(store.select)

    async def check(self, credential_id: str, actor: Actor) -> ProbeResult:
        """Ask about one credential now, and note the answer.

        Raises CredentialNotFound, UnknownProvider, VaultIsLocked.
        """
        credential = await self._vault.read(credential_id, actor)
        provider = self._catalogue.get(credential.info.overview.integration)
        probe = await self._saver.recheck(provider, credential, actor)
        await self._note(credential.info, probe)
        return probe

    async def check_all(
        self, actor: Actor, only: Sequence[str] | None = None, progress: Progress | None = None
    ) -> list[CheckedCredential]:
        """Ask about all credentials, or those whose ids are given, one after the other; they come back in that order.

        A provider that is rate limited is not asked about its further credentials. ``progress`` hears how many of how
        many are done. Raises VaultIsLocked.
        """
        infos = [info for info in await self._vault.list() if only is None or info.id in only]
        limited: dict[str, ProbeResult] = {}
        done: list[CheckedCredential] = []
        for info in infos:
            name = info.overview.integration
            if name in self._catalogue:
                probe = limited.get(name) or await self.check(info.id, actor)
                if probe.outcome == "rate_limited":
                    limited[name] = probe
                done.append(self._told(info, probe))
            if progress is not None:
                progress(len(done), len(infos))
        return done

    async def run(self) -> None:
        """Look every few minutes, and when woken, until cancelled."""
        while True:
            self._woken.clear()
            await self.look()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK_S):
                    await self._woken.wait()

    def wake(self) -> None:
        """Have :meth:`run` look now: the vault was unlocked."""
        self._woken.set()

    async def look(self) -> None:
        """Announce what expires soon, and ask about what has not been asked about for a day; not while it is locked."""
        if self._vault.state is not VaultState.UNLOCKED:
            return
        async with self._turn:
            try:
                infos, checks = await self._vault.list(), await self.checks()
                await self._forget_gone(checks, infos)
                await self._announce(infos, checks)
                await self._ask_due(infos, checks)
            except KriptikError as error:
                _LOG.info("the daily check was left off: %s", error.code)

    async def _ask_due(self, infos: Iterable[CredentialInfo], checks: dict[str, LastCheck]) -> None:
        now, silent, limited = self._clock.now_ms(), 0, set[str]()
        for info in infos:
            name = info.overview.integration
            if name in limited or not self._due(info, checks.get(info.id), now):
                continue
            probe = await self.check(info.id, _DAILY)
            if probe.outcome == "rate_limited":
                limited.add(name)
            silent = silent + 1 if probe.outcome == "unreachable" else 0
            if silent == _OFFLINE_AFTER:
                return
            await self._sleep(_PACE_S)

    def _due(self, info: CredentialInfo, last: LastCheck | None, now: int) -> bool:
        name = info.overview.integration
        if name not in self._catalogue or self._catalogue.get(name).probe is None:
            return False
        validated = info.overview.validated_at
        if last is not None and last.checked_at >= info.updated_at:
            return now >= max(last.next_at, (validated or 0) + DAY_MS // 2)
        return validated is None or now - validated >= DAY_MS

    async def _note(self, info: CredentialInfo, probe: ProbeResult) -> None:
        before = await self._database.read(lambda connection: store.get(connection, info.id))
        now = self._clock.now_ms()
        last = LastCheck(info.id, now, probe.outcome, probe.message if not probe.works else "", 0)
        failures = 0 if last.answered else (before.failures if before else 0) + 1
        last = replace(last, failures=failures, next_at=now + self._wait_ms(probe, failures))
        if before is not None:
            last = replace(last, told_expiry=before.told_expiry, told_stage=before.told_stage)
        await self._database.write(lambda connection: store.put(connection, last))
        self._bus.publish(
            CredentialChecked(
                credential_id=info.id, integration_id=info.overview.integration, outcome=probe.outcome, at=now
            )
        )

    def _wait_ms(self, probe: ProbeResult, failures: int) -> int:
        """Return when to ask again: after a day, or sooner where there was no answer; never all at one moment."""
        wait: float = DAY_MS
        if failures:
            wait = min(_FIRST_RETRY_MS * 2 ** min(failures - 1, 10), _LONGEST_RETRY_MS)
        wait *= 0.9 + 0.2 * self._draw()
        return round(max(wait, (probe.retry_after_s or 0) * 1000))

    def _told(self, info: CredentialInfo, probe: ProbeResult) -> CheckedCredential:
        provider = self._catalogue.get(info.overview.integration)
        words = explain(provider, probe)
        return CheckedCredential(info.id, provider.id, info.overview.account, probe.outcome, words)

    async def _forget_gone(self, checks: dict[str, LastCheck], infos: Iterable[CredentialInfo]) -> None:
        gone = set(checks) - {info.id for info in infos}
        if gone:
            await self._database.write(lambda connection: store.forget(connection, gone))

    async def _announce(self, infos: Iterable[CredentialInfo], checks: dict[str, LastCheck]) -> None:
        now = self._clock.now_ms()
        for info in infos:
            ends = info.overview.expires_at
            if ends is None:
                continue
            stage = sum(ends - now <= each for each in _STAGES_MS)
            last = checks.get(info.id) or LastCheck(info.id, 0, "cannot_check", "", 0)
            told = last.told_stage if last.told_expiry == ends else 0
            if stage > told:
                await self._tell_expiry(info, replace(last, told_expiry=ends, told_stage=stage), checks)

    async def _tell_expiry(self, info: CredentialInfo, told: LastCheck, checks: dict[str, LastCheck]) -> None:
        ends = info.overview.expires_at
        if ends is None:
            return
        await self._database.write(lambda connection: store.put(connection, told))
        checks[info.id] = told
        self._bus.publish(
            CredentialExpiring(credential_id=info.id, integration_id=info.overview.integration, expires_at=ends)
        )
