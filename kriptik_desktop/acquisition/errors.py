"""What can go wrong while a credential is fetched; a provider's refusal is a result, not an error."""

from __future__ import annotations

from kriptik_desktop.core.errors import InvalidInput, NotFound, Unavailable


class RequestNotFound(NotFound):
    """No credential request has this id."""

    def __init__(self, request_id: str) -> None:
        super().__init__(
            "acquisition_no_such_request",
            f"There is no credential request {request_id[:64]!r}.",
            "The list of open requests shows those there are.",
        )


class UnknownField(InvalidInput):
    """A value was given for a field that the provider does not have."""

    def __init__(self, provider: str, given: str, known: tuple[str, ...]) -> None:
        super().__init__(
            "acquisition_unknown_field",
            f"{provider} has no field called {given[:64]!r}.",
            f"Its fields are {', '.join(known)}.",
        )


class NothingToEnter(InvalidInput):
    """The integration needs no credential."""

    def __init__(self, provider: str) -> None:
        super().__init__(
            "acquisition_nothing_to_enter", f"{provider} needs no credential.", "There is nothing to do for it."
        )


class DashboardNotOpened(Unavailable):
    """No browser could be started; ``url`` is the page to open by hand."""

    def __init__(self, provider: str, url: str) -> None:
        super().__init__(
            "acquisition_dashboard_not_opened",
            f"No browser could be started to show {provider}'s dashboard.",
            f"Open {url} yourself.",
        )
        self.url = url
