"""Credential requests as rows: asked for once, closed by a person or by what the vault holds.

The vault's events only say "look again": :meth:`reconcile` compares every open row with the vault, so a crash between
the vault's commit and the event loses nothing.
"""

from __future__ import annotations

import asyncio
import sqlite3

from kriptik_desktop.acquisition import store
from kriptik_desktop.acquisition.errors import RequestNotFound
from kriptik_desktop.acquisition.events import (
    CredentialsAvailable,
    CredentialsRequested,
    RequestClosed,
    RequestSnoozed,
)
from kriptik_desktop.acquisition.model import OWNER, CredentialRequest, Status, Urgency
from kriptik_desktop.core.clock import Clock
from kriptik_desktop.core.database import Database
from kriptik_desktop.core.events import EventBus
from kriptik_desktop.core.ids import IdSource
from kriptik_desktop.providers.model import Mode
from kriptik_desktop.vault.model import CredentialInfo, VaultState
from kriptik_desktop.vault.service import Vault


class CredentialRequests:
    """The rows and what may happen to them."""

    def __init__(self, database: Database, vault: Vault, bus: EventBus, clock: Clock, new_id: IdSource) -> None:
        self._database, self._vault, self._bus = database, vault, bus
        self._clock, self._new_id = clock, new_id
        self._turn = asyncio.Lock()

    async def ask(
        self, project_id: str, build_id: str | None, integration_id: str, mode: Mode, reason: str, urgency: Urgency
    ) -> CredentialRequest:
        """Store a request, or return the one that this wish has already; a new one is published."""
        now = self._clock.now_ms()
        wanted = CredentialRequest(
            self._new_id(), project_id, build_id, integration_id, mode, reason, urgency, "open", now
        )
        request = await self._database.write(lambda connection: store.ask(connection, wanted))
        if request.id == wanted.id:
            event = CredentialsRequested(
                request_id=request.id, project_id=project_id, build_id=build_id, integration_id=integration_id
            )
            self._bus.publish(event)
        return request

    async def open(self, project_id: str | None) -> list[CredentialRequest]:
        """Return the open ones, the oldest first."""
        return await self._database.read(lambda connection: store.select_open(connection, project_id))

    async def of_build(self, build_id: str) -> list[CredentialRequest]:
        """Return all of one build."""
        return await self._database.read(lambda connection: store.select_of_build(connection, build_id))

    async def get(self, request_id: str) -> CredentialRequest:
        """Return one.

        Raises RequestNotFound.
        """
        found = await self._database.read(lambda connection: store.get(connection, request_id))
        if found is None:
            raise RequestNotFound(request_id)
        return found

    async def close(self, request_id: str, status: Status) -> CredentialRequest:
        """Close an open one by the person's word; one that is closed stays as it is.

        Raises RequestNotFound.
        """
        now = self._clock.now_ms()
        changed = await self._database.write(lambda connection: store.close(connection, request_id, status, now))
        request = await self.get(request_id)
        if changed:
            self._bus.publish(RequestClosed(request_id=request_id))
        return request

    async def snooze(self, request_id: str, until: int) -> CredentialRequest:
        """Put an open one off until a moment in UTC milliseconds; a closed one stays as it is.

        Raises RequestNotFound.
        """
        changed = await self._database.write(lambda connection: store.snooze(connection, request_id, until))
        request = await self.get(request_id)
        if changed:
            self._bus.publish(RequestSnoozed(request_id=request_id, until=until))
        return request

    async def reconcile(self) -> list[CredentialRequest]:
        """Mark every open request that the vault satisfies, publish it, and return those; none while it is locked."""
        async with self._turn:
            waiting = await self.open(None)
            if not waiting or self._vault.state is not VaultState.UNLOCKED:
                return []
            held = await self._vault.list()
            pairs = [(each, info) for each in waiting if (info := _satisfying(each, held)) is not None]
            now = self._clock.now_ms()

            def close_all(connection: sqlite3.Connection) -> list[CredentialRequest]:
                return [each for each, info in pairs if store.close(connection, each.id, "satisfied", now, info.id)]

            closed = await self._database.write(close_all) if pairs else []
        for each in closed:
            self._tell_available(each, now)
        return closed

    def _tell_available(self, request: CredentialRequest, at: int) -> None:
        event = CredentialsAvailable(
            integration_id=request.integration_id,
            project_id=request.project_id,
            build_id=request.build_id,
            owner_id=OWNER,
            at=at,
        )
        self._bus.publish(event)
        self._bus.publish(RequestClosed(request_id=request.id))


def _satisfying(request: CredentialRequest, held: list[CredentialInfo]) -> CredentialInfo | None:
    return next((info for info in held if _satisfies(info, request)), None)


def _satisfies(info: CredentialInfo, request: CredentialRequest) -> bool:
    overview = info.overview
    belongs = overview.scope == request.project_id or request.project_id in info.linked_projects
    fits = overview.integration == request.integration_id and overview.mode in (request.mode, "none")
    return belongs and fits and overview.status not in ("invalid", "expired")
