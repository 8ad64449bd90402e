"""Getting a credential from a person: requests, the form, the dashboard, checking and saving.

The one door of this room; requests and saving are apart because a request can be satisfied by any way into the vault.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from kriptik_desktop.acquisition.errors import DashboardNotOpened
from kriptik_desktop.acquisition.forms import form_of
from kriptik_desktop.acquisition.health import CredentialHealth
from kriptik_desktop.acquisition.model import CredentialRequest, Form, Progress, SaveResult, Urgency
from kriptik_desktop.acquisition.requests import CredentialRequests
from kriptik_desktop.acquisition.saving import CredentialSaver
from kriptik_desktop.core.browser import BrowserPort
from kriptik_desktop.core.clock import Clock
from kriptik_desktop.core.database import Database
from kriptik_desktop.core.events import Event, EventBus
from kriptik_desktop.core.ids import IdSource
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.core.tasks import Supervisor
from kriptik_desktop.providers.catalogue import Catalogue
from kriptik_desktop.providers.checks import Finding, check_format, check_mode, check_values, clean
from kriptik_desktop.providers.model import LOCAL_URL, Mode
from kriptik_desktop.providers.probe import Prober
from kriptik_desktop.providers.recognition import Recogniser
from kriptik_desktop.vault.events import CredentialsSaved, VaultUnlocked
from kriptik_desktop.vault.model import Actor
from kriptik_desktop.vault.service import Vault

if TYPE_CHECKING:
    from kriptik_desktop.acquisition.smart_paste import Sorted

_CLOSING_S = 5.0


def _draw() -> str:
    return secrets.token_urlsafe(32)


class AcquisitionService:
    """What window, command line and builds call about missing credentials."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        catalogue: Catalogue,
        prober: Prober,
        bus: EventBus,
        browser: BrowserPort,
        clock: Clock,
        new_id: IdSource,
        *,
        draw: Callable[[], str] = _draw,
    ) -> None:
        self._catalogue, self._vault, self._browser = catalogue, vault, browser
        self._requests = CredentialRequests(database, vault, bus, clock, new_id)
        self._recogniser = Recogniser(catalogue)
        self._saver = CredentialSaver(vault, prober, clock, draw, self._recogniser)
        self.health = CredentialHealth(database, vault, catalogue, self._saver, bus, clock)
        self._looking = Supervisor(_crashed)
        self._subscriptions = [bus.subscribe(kind, self._look_again) for kind in (CredentialsSaved, VaultUnlocked)]
        self._subscriptions.append(bus.subscribe(VaultUnlocked, lambda _event: self.health.wake()))

    async def close(self) -> None:
        """Stop hearing events and end what they have started; call it before the vault and the database close."""
        for subscription in self._subscriptions:
            subscription.close()
        await self._looking.close(_CLOSING_S)

    def _look_again(self, event: Event) -> None:
        self._looking.start(self.reconcile(), f"look at requests after {type(event).__name__}")

    async def reconcile(self) -> list[CredentialRequest]:
        """Close the open requests that the vault satisfies by now, and return them; none while it is locked."""
        return await self._requests.reconcile()

    async def request(
        self,
        project_id: str,
        build_id: str | None,
        integration_id: str,
        mode: Mode,
        reason: str,
        urgency: Urgency = "blocking",
    ) -> CredentialRequest:
        """Ask for a credential; asking again for the same project, integration and mode gives the same request.

        A request that was skipped or dismissed for this build is given back as it is. Raises UnknownProvider.
        """
        provider = self._catalogue.get(integration_id)
        return await self._requests.ask(project_id, build_id, provider.id, provider.mode_for(mode), reason, urgency)

    async def open_requests(self, project_id: str | None = None) -> list[CredentialRequest]:
        """Return the open requests, the oldest first; snoozed ones are among them."""
        return await self._requests.open(project_id)

    async def requests_of_build(self, build_id: str) -> list[CredentialRequest]:
        """Return all requests of a build, closed ones too."""
        return await self._requests.of_build(build_id)

    async def get_request(self, request_id: str) -> CredentialRequest:
        """Return one request.

        Raises RequestNotFound.
        """
        return await self._requests.get(request_id)

    async def skip(self, request_id: str) -> CredentialRequest:
        """Let the build go on without this credential.

        Raises RequestNotFound.
        """
        return await self._requests.close(request_id, "skipped")

    async def dismiss(self, request_id: str) -> CredentialRequest:
        """Stop reminding of a request; its build goes on waiting.

        Raises RequestNotFound.
        """
        return await self._requests.close(request_id, "dismissed")

    async def withdraw(self, build_id: str) -> None:
        """Dismiss the open requests of a build that will not need them any more."""
        for request in await self._requests.of_build(build_id):
            if request.status == "open":
                await self._requests.close(request.id, "dismissed")

    async def snooze(self, request_id: str, until_ms: int) -> CredentialRequest:
        """Put a request off until a moment in UTC milliseconds.

        Raises RequestNotFound.
        """
        return await self._requests.snooze(request_id, until_ms)

    def form(self, integration_id: str, project_mode: Mode, local_url: str = LOCAL_URL) -> Form:
        """Return what the credential sheet shows; ``local_url`` is where the project answers while developed.

        Raises UnknownProvider.
        """
        return form_of(self._catalogue.get(integration_id), project_mode, local_url)

    def check_field(self, integration_id: str, name: str, text: str) -> str | None:
        """Return what seems wrong with the shape of a value while it is typed, or None; nothing leaves the computer.

        Raises UnknownProvider.
        """
        field = self._catalogue.get(integration_id).field(name)
        return check_format(field, text) if field is not None else None

    def check_typed(self, integration_id: str, values: Mapping[str, Secret], project_mode: Mode) -> tuple[Finding, ...]:
        """Return what seems wrong with the values typed so far, shape and combination; nothing leaves the computer.

        What is still missing is no finding. Raises UnknownProvider.
        """
        provider = self._catalogue.get(integration_id)
        found = [*check_values(provider, values, self._recogniser), *check_mode(provider, values, project_mode)]
        filled = {name for name, value in values.items() if clean(value.reveal())}
        return tuple(each for each in found if not each.field or each.field in filled)

    def paste(self, integration_id: str, text: Secret, project_mode: Mode = "none") -> Sorted:
        """Sort a pasted text into the fields of an integration; what is none of them is thrown away.

        Nothing leaves the computer. Raises UnknownProvider.
        """
        from kriptik_desktop.acquisition.smart_paste import sort_paste

        return sort_paste(self._catalogue.get(integration_id), text.reveal(), self._recogniser, project_mode)

    def fits(self, integration_id: str, text: Secret) -> bool:
        """Tell whether a text from the clipboard is worth offering: at least one value is certainly the integration's.

        Cheap enough for every return of the focus. Raises UnknownProvider.
        """
        from kriptik_desktop.acquisition.smart_paste import worth_offering

        return worth_offering(self._catalogue.get(integration_id), text.reveal(), self._recogniser)

    async def open_dashboard(self, integration_id: str) -> str:
        """Show the page where the credential is found in the person's browser and return its address.

        Raises UnknownProvider, and DashboardNotOpened with the address when no browser can be started.
        """
        provider = self._catalogue.get(integration_id)
        return await self._show(provider.name, provider.dashboard_url)

    async def open_weakest_key_page(self, integration_id: str) -> str:
        """Show the page on which the key with the fewest rights is made; where that is unknown, the dashboard.

        Raises as :meth:`open_dashboard`.
        """
        provider = self._catalogue.get(integration_id)
        least = provider.least_privilege
        return await self._show(provider.name, (least and least.url) or provider.dashboard_url)

    async def _show(self, name: str, url: str) -> str:
        if not await self._browser.open(url):
            raise DashboardNotOpened(name, url)
        return url

    async def save(
        self,
        project_id: str,
        integration_id: str,
        values: Mapping[str, Secret],
        *,
        mode: Mode,
        account: str | None = None,
        unverified_ok: bool = False,
        odd_ok: bool = False,
        tell: Callable[[Progress], None] = lambda _: None,
        actor: Actor,
    ) -> SaveResult:
        """Check typed values and store them as one credential of a project; ``mode`` is the project's.

        Refused, invalid or of another mode: nothing is stored. Not checkable: stored only with ``unverified_ok``, else
        the result ``needs_choice``. Odd: goes on only with ``odd_ok``, else it ``needs_confirmation``. ``tell`` hears
        what goes on; cancelling is safe until it hears of something that cannot stop. Generated fields are drawn once
        and kept. When it returns, the requests that the credential satisfies are closed. Raises UnknownProvider,
        UnknownField, NothingToEnter, Locked.
        """
        provider = self._catalogue.get(integration_id)
        result = await self._saver.save(
            project_id,
            provider,
            values,
            mode=mode,
            account=account,
            unverified_ok=unverified_ok,
            odd_ok=odd_ok,
            tell=tell,
            actor=actor,
        )
        if result.stored:
            await self.reconcile()
        return result


def _crashed(error: BaseException, where: str) -> None:
    """Hand a bug to the loop's exception handler, which the app connects with its crash sink."""
    asyncio.get_running_loop().call_exception_handler({"message": where, "exception": error})
