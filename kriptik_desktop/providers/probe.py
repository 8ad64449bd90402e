"""Asks a provider whether a credential works; one runner for all, the questions are data in the catalogue.

The result is never an exception: a dead network is an outcome like a wrong key, and whoever saves decides by it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote

from kriptik_desktop.core.clock import Clock
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.core.settings import Settings
from kriptik_desktop.providers.answers import (
    Page,
    judge,
    message_of,
    read_list,
    read_text,
    read_time_ms,
    read_wait_s,
)
from kriptik_desktop.providers.checks import address_problem, clean, mode_of
from kriptik_desktop.providers.http import Answer, Ask, HttpDoor, Trouble
from kriptik_desktop.providers.model import Mode, Outcome, Probe, Provider, Request
from kriptik_desktop.providers.redaction import without_secrets

_TEMPLATE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class ProbeResult:
    """What a provider said about a credential."""

    outcome: Outcome
    message: str = ""
    """The provider's own reason, redacted; where it gave none, what happened in our words."""
    account: str | None = None
    mode: Mode | None = None
    scopes: tuple[str, ...] = ()
    expires_at: int | None = None
    """UTC milliseconds."""
    retry_after_s: float | None = None
    said: bool = False
    """Whether ``message`` is the provider's own words."""
    field: str = ""
    """The field the reason is about."""
    missing: str = ""
    """The permission the key lacks, as the provider calls it."""
    note: str = ""
    """What it means, in our words."""

    @property
    def works(self) -> bool:
        """Tell whether the provider knows this key."""
        return self.outcome in ("ok", "missing_permission")


class Prober:
    """Runs the probes of the catalogue."""

    def __init__(self, settings: Settings, door: HttpDoor, clock: Clock) -> None:
        self._settings = settings
        self._door = door
        self._clock = clock

    async def probe(self, provider: Provider, values: Mapping[str, Secret]) -> ProbeResult:
        """Ask the provider about the values; they are sent to its own address or the one set for it, nowhere else."""
        if provider.probe is None:
            return ProbeResult("cannot_check", f"KripTik knows no way to check a credential of {provider.name}.")
        texts = {name: clean(value.reveal()) for name, value in values.items()}
        base = self._base(provider, provider.probe, texts)
        problem = address_problem(base)
        if problem:
            return ProbeResult("cannot_check", problem, field=provider.probe.base_field)
        templates = {**texts, "callback_url": provider.callback_url()}
        total: ProbeResult | None = None
        for request in provider.probe.requests:
            if _applies(request, texts):
                result = await self._ask(provider, request, base, templates)
                total = result if total is None else _joined(total, result)
                if not total.works:
                    return total
        if total is None:
            return ProbeResult("cannot_check", "There is no value to check.")
        return _with_environment(provider, values, total)

    async def close(self) -> None:
        """Close what the probes keep open."""
        await self._door.close()

    def _base(self, provider: Provider, probe: Probe, texts: Mapping[str, str]) -> str:
        override = self._settings.provider(provider.id).base_url
        return (override or texts.get(probe.base_field) or probe.base_url).rstrip("/")

    async def _ask(self, provider: Provider, request: Request, base: str, texts: Mapping[str, str]) -> ProbeResult:
        probe = provider.probe
        assert probe is not None
        came = await self._door.send(_composed(request, base, texts, probe.timeout_s))
        if isinstance(came, Trouble):
            outcome: Outcome = "unreachable" if came.kind == "unreachable" else "cannot_check"
            return ProbeResult(outcome, came.message, field=request.field)
        return self._read(provider, probe, request, _redacted(provider, came, texts))

    def _read(self, provider: Provider, probe: Probe, request: Request, page: Page) -> ProbeResult:
        verdict = judge(probe, request, page)
        result = ProbeResult(
            verdict.outcome,
            field=verdict.field or request.field,
            note=verdict.note,
            missing=verdict.missing,
            scopes=verdict.scopes,
        )
        if verdict.outcome == "ok":
            return replace(
                result,
                account=read_text(request.account, page),
                mode=_mode(read_text(request.mode, page)),
                scopes=verdict.scopes or read_list(request.scopes, page),
                expires_at=read_time_ms(request.expires_at, page),
                note=verdict.note or probe.ok_note,
            )
        words = message_of(probe, page)
        message = words or f"{provider.name} answered with status {page.status}."
        wait = read_wait_s(probe.retry_after, page.headers, self._clock.now_ms())
        limited = verdict.outcome in ("rate_limited", "provider_down")
        return replace(result, message=message, said=bool(words), retry_after_s=wait if limited else None)


def _applies(request: Request, texts: Mapping[str, str]) -> bool:
    if request.auth.field and not texts.get(request.auth.field):
        return False
    if request.when is None:
        return True
    text = texts.get(request.when.field, "")
    return bool(text) and (request.when.pattern is None or re.search(request.when.pattern, text) is not None)


def _composed(request: Request, base: str, texts: Mapping[str, str], timeout_s: float) -> Ask:
    headers = {name: _filled(text, texts) for name, text in request.headers.items()}
    auth, basic = request.auth, None
    if auth.kind == "bearer":
        headers["Authorization"] = f"Bearer {texts[auth.field]}"
    elif auth.kind == "header":
        headers[auth.header] = texts[auth.field]
    elif auth.kind == "basic":
        basic = (texts[auth.field], texts.get(auth.password_field, ""))
    quoted = {name: quote(text, safe="") for name, text in texts.items()}
    return Ask(
        method=request.method,
        url=base + _filled(request.path, quoted),
        headers=headers,
        query={name: _filled(text, texts) for name, text in request.query.items()},
        form={name: _filled(text, texts) for name, text in request.form.items()},
        basic=basic,
        timeout_s=timeout_s,
    )


def _filled(template: str, texts: Mapping[str, str]) -> str:
    return _TEMPLATE.sub(lambda match: texts.get(match[1], ""), template)


def _redacted(provider: Provider, answer: Answer, texts: Mapping[str, str]) -> Page:
    secrets = [Secret(texts[each.name]) for each in provider.fields if each.secret and each.name in texts]
    headers = {name: without_secrets(text, secrets) for name, text in answer.headers.items()}
    return Page.read(answer.status, headers, without_secrets(answer.body, secrets))


def _mode(text: str | None) -> Mode | None:
    return "test" if text == "test" else "live" if text == "live" else None


def _joined(first: ProbeResult, second: ProbeResult) -> ProbeResult:
    worse = second if not second.works or (second.outcome != "ok" and first.outcome == "ok") else first
    return replace(
        worse,
        account=first.account or second.account,
        mode=first.mode or second.mode,
        scopes=first.scopes or second.scopes,
        expires_at=min((each for each in (first.expires_at, second.expires_at) if each is not None), default=None),
    )


def _with_environment(provider: Provider, values: Mapping[str, Secret], result: ProbeResult) -> ProbeResult:
    typed = mode_of(provider, values)
    if result.mode is None or typed == "none" or result.mode == typed:
        return result
    message = f"The key looks like a {typed} key, but {provider.name} says that it belongs to {result.mode} mode."
    return replace(result, outcome="wrong_environment", message=message)
