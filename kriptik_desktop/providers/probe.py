"""Asks a provider whether a credential works; one runner for all, the questions are data in the catalogue.

In order, ended by the first that fails: a second question about a key that is not one would only count against limits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kriptik_desktop.core.clock import Clock
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.core.settings import Settings
from kriptik_desktop.providers.answer_times import read_time_ms, read_wait_s
from kriptik_desktop.providers.answers import Page, judge, message_of, read_list, read_text
from kriptik_desktop.providers.checks import address_problem, clean, jwt_claims, mode_of
from kriptik_desktop.providers.client import ClientAsk, client_check
from kriptik_desktop.providers.composing import address_of, applies, composed
from kriptik_desktop.providers.http import Answer, HttpDoor, Trouble
from kriptik_desktop.providers.model import Mode, Provider
from kriptik_desktop.providers.probe_result import ProbeResult, earliest
from kriptik_desktop.providers.probe_shape import Outcome, Probe, Request
from kriptik_desktop.providers.redaction import clean_document, without_secrets


class Prober:
    """Runs the probes of the catalogue."""

    def __init__(self, settings: Settings, door: HttpDoor, clock: Clock) -> None:
        self._settings = settings
        self._door = door
        self._clock = clock

    async def probe(self, provider: Provider, values: Mapping[str, Secret], wanted: Mode = "none") -> ProbeResult:
        """Ask the provider about the values; they are sent to its own address or the one set for it, nowhere else.

        ``wanted`` is the mode of the project: a key that the provider says belongs to the other is no use to it.
        """
        probe = provider.probe
        if probe is None:
            return ProbeResult("cannot_check", f"KripTik knows no way to check a credential of {provider.name}.")
        texts = {name: clean(value.reveal()) for name, value in values.items()}
        if probe.client:
            result = await self._ask_client(provider, probe, texts)
        else:
            result = await self._ask_all(provider, probe, texts)
        if result.works:
            result = replace(result, expires_at=earliest(result.expires_at, *_written_ends(texts)))
        return _with_environment(provider, values, result, wanted)

    async def close(self) -> None:
        """Close what the probes keep open."""
        await self._door.close()

    async def _ask_all(self, provider: Provider, probe: Probe, texts: Mapping[str, str]) -> ProbeResult:
        templates = {**texts, "callback_url": provider.callback_url()}
        settled: ProbeResult | None = None
        last: ProbeResult | None = None
        for request in probe.requests:
            if not applies(request, texts):
                continue
            if request.after and (last is None or last.settled or last.outcome not in request.after):
                continue
            if last is not None and not request.after:
                if not last.works:
                    break
                settled = _both(settled, last)
            last = await self._ask(provider, request, templates)
        if last is None:
            return ProbeResult("cannot_check", "There is no value to check.")
        return _both(settled, last)

    async def _ask(self, provider: Provider, request: Request, texts: Mapping[str, str]) -> ProbeResult:
        probe = provider.probe
        assert probe is not None
        base = address_of(probe, self._settings.provider(provider.id), texts, request.host)
        problem = address_problem(base)
        if problem:
            return ProbeResult("cannot_check", problem, field=probe.base_field)
        came = await self._door.send(composed(request, base, texts, probe.timeout_s))
        if isinstance(came, Trouble):
            outcome: Outcome = "unreachable" if came.kind == "unreachable" else "cannot_check"
            return ProbeResult(outcome, came.message, field=request.field)
        return self._read(provider, probe, request, _redacted(provider, came, texts))

    async def _ask_client(self, provider: Provider, probe: Probe, texts: Mapping[str, str]) -> ProbeResult:
        chosen = self._settings.provider(provider.id)
        ask = ClientAsk(
            provider,
            texts,
            base_url=address_of(probe, chosen, texts),
            hosts={name: address_of(probe, chosen, texts, name) for name in probe.hosts},
            door=self._door,
            clock=self._clock,
            settings=self._settings,
            timeout_s=probe.timeout_s,
        )
        result = await client_check(probe.client)(ask)
        secrets = _secrets(provider, texts)
        return replace(
            result,
            message=without_secrets(result.message, secrets),
            note=without_secrets(result.note, secrets) or (probe.ok_note if result.outcome == "ok" else ""),
        )

    def _read(self, provider: Provider, probe: Probe, request: Request, page: Page) -> ProbeResult:
        verdict = judge(probe, request, page)
        result = ProbeResult(
            verdict.outcome,
            field=verdict.field or request.field,
            note=verdict.note,
            missing=verdict.missing,
            scopes=verdict.scopes,
            expired=verdict.expired,
            settled=verdict.settles,
        )
        if result.works:
            result = replace(
                result,
                account=read_text(request.account, page),
                mode=_mode(verdict.mode or read_text(request.mode, page)),
                scopes=verdict.scopes or read_list(request.scopes, page),
                expires_at=read_time_ms(request.expires_at, page),
            )
        if result.outcome == "ok":
            return replace(result, note=verdict.note or probe.ok_note)
        words = message_of(probe, page)
        message = words or f"{provider.name} answered with status {page.status}."
        wait = read_wait_s(probe.retry_after, page.headers, self._clock.now_ms())
        limited = verdict.outcome in ("rate_limited", "provider_down")
        return replace(result, message=message, said=bool(words), retry_after_s=wait if limited else None)


def _both(settled: ProbeResult | None, last: ProbeResult) -> ProbeResult:
    return last if settled is None else settled.joined(last)


def _secrets(provider: Provider, texts: Mapping[str, str]) -> list[Secret]:
    return [Secret(texts[each.name]) for each in provider.fields if each.secret and each.name in texts]


def _redacted(provider: Provider, answer: Answer, texts: Mapping[str, str]) -> Page:
    secrets = _secrets(provider, texts)
    headers = {name: without_secrets(text, secrets) for name, text in answer.headers.items()}
    return Page(answer.status, headers, clean_document(answer.body, secrets))


def _written_ends(texts: Mapping[str, str]) -> list[int | None]:
    """Return when the values that are JWTs end (RFC 7519 section 4.1.4), in UTC milliseconds."""
    claims = (jwt_claims(text) for text in texts.values())
    ends = ((each or {}).get("exp") for each in claims)
    return [round(end * 1000) if isinstance(end, int | float) and 0 < end < 1 << 40 else None for end in ends]


def _mode(text: str | None) -> Mode | None:
    return "test" if text == "test" else "live" if text == "live" else None


def _with_environment(
    provider: Provider, values: Mapping[str, Secret], result: ProbeResult, wanted: Mode
) -> ProbeResult:
    if result.mode is None or not result.works:
        return result
    typed = mode_of(provider, values)
    if typed != "none" and result.mode != typed:
        message = f"The key looks like a {typed} key, but {provider.name} says that it belongs to {result.mode} mode."
        return replace(result, outcome="wrong_environment", message=message)
    if provider.modes.separate and wanted not in ("none", result.mode):
        names = {"test": provider.modes.test_name, "live": provider.modes.live_name}
        message = f"{provider.name} says that this is a {names[result.mode]} key, and the project is in {wanted} mode."
        return replace(result, outcome="wrong_environment", message=message)
    return result
