"""Lets Claude check what the word lists found in a description, when a person switched that on.

What leaves the computer is the description (less what looks like a key), the catalogue's ids and names, and the ids
that the engine found; with each request the SDK also names itself, Python and the operating system with their versions.
It goes to Anthropic, or to the address set for it, and to nobody else. The answer is checked as data (``proposal``) and
merged by rule (``merging``). Whatever goes wrong, the offline result stands and the reason is said.
"""

from __future__ import annotations

import asyncio
import hashlib
import math
import tomllib
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal, TypeVar

from kriptik_desktop.analysis.model import Analysis
from kriptik_desktop.analysis.proposal import Proposal, as_data, read_proposal, schema
from kriptik_desktop.core.errors import KriptikError
from kriptik_desktop.core.logs import redact
from kriptik_desktop.core.resources import resource
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.core.settings import ClaudeSettings
from kriptik_desktop.providers.catalogue import Catalogue
from kriptik_desktop.providers.claude_prices import cost_usd
from kriptik_desktop.providers.claude_trouble import ClaudeTrouble
from kriptik_desktop.providers.clients.anthropic_messages import (
    AnthropicClient,
    ListedModel,
    Question,
    Reply,
    Tool,
    Usage,
)

LIMIT_S = 8.0
"""Seconds that a refinement may take in all, the first import of the SDK and a second try included."""
_MAX_TOKENS = 3000
"""Far more than an answer needs: one entry takes about 40."""
_REMEMBERED = 64
"""Answers that are kept, so that typing back and forth asks once."""
_PAUSE_S = 1.0
_TOOL = "report"

T = TypeVar("T")
FindKey = Callable[[str | None], Awaitable[Secret | None]]
"""Returns KripTik's own key, or that of the credential which the person just allowed; None where it is not there."""


@dataclass(frozen=True, slots=True)
class Refined:
    """An analysis, and whether Claude had a part in it.

    ``why`` is for programs: empty where it had, else ``off``, ``no_key``, ``no_model``, ``refused``, ``truncated``,
    ``slow``, the kind of a ClaudeTrouble or the code of another error. ``reason`` says it in words. ``cost_usd`` is
    None where no price is known; both it and ``tokens`` are None where nothing was counted.
    """

    analysis: Analysis
    state: Literal["refined", "offline"]
    why: str
    reason: str
    model: str | None = None
    tokens: Usage | None = None
    cost_usd: float | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the analysis in the form of the command line contract, and ``refinement`` beside it."""
        tokens = {"input": self.tokens.input, "output": self.tokens.output} if self.tokens else None
        told = {"state": self.state, "why": self.why, "reason": self.reason, "model": self.model}
        return {**self.analysis.to_json(), "refinement": {**told, "tokens": tokens, "costUsd": self.cost_usd}}


class Refiner:
    """Asks Claude about descriptions; remembers the model of the session and the last answers."""

    def __init__(
        self,
        settings: ClaudeSettings,
        catalogue: Catalogue,
        client: AnthropicClient,
        key: FindKey,
        *,
        limit_s: float = LIMIT_S,
        pause_s: float = _PAUSE_S,
        remembered: int = _REMEMBERED,
    ) -> None:
        self._on = settings.refine
        self._model = settings.model
        self._catalogue, self._client, self._key = catalogue, client, key
        self._limit_s, self._pause_s, self._remembered = limit_s, pause_s, remembered
        self._answers: OrderedDict[str, Proposal] = OrderedDict()

    @property
    def on(self) -> bool:
        """Whether descriptions are refined without being asked for each."""
        return self._on

    def switch(self, on: bool) -> None:
        """Switch refinement on or off until the program ends; what is running goes on."""
        self._on = on

    async def refine(
        self, prompt: str, offline: Analysis, *, asked: bool = False, may_use: str | None = None
    ) -> Refined:
        """Return ``offline`` corrected by Claude, or as it is with the reason; raises nothing but CancelledError.

        ``asked``: the person wants this one refined though refinement is off. ``may_use`` is the id of a project's
        Anthropic credential that the person allowed for this call with an explicit yes.
        """
        if not (self._on or asked):
            return _kept(offline, "off", "Claude is not asked: refinement is switched off.")
        try:
            async with asyncio.timeout(self._limit_s) as limit:
                return await self._refined(prompt, offline, may_use, limit.when() or math.inf)
        except TimeoutError:
            return _kept(offline, "slow", f"Claude did not answer within {self._limit_s:g} seconds.")
        except ClaudeTrouble as trouble:
            return _kept(offline, trouble.kind, _with_wait(trouble))
        except KriptikError as error:
            return _kept(offline, error.code, str(error))

    async def _refined(self, prompt: str, offline: Analysis, may_use: str | None, until: float) -> Refined:
        if self._model and (known := self._answers.get(self._mark(prompt, self._model))):
            self._answers.move_to_end(self._mark(prompt, self._model))
            return self._merged(offline, known, self._model, Usage(), 0.0)
        key = await self._key(may_use)
        if key is None:
            return _kept(offline, "no_key", _NO_KEY)
        tries = _Tries(until, self._pause_s)
        model = self._model or await self._newest(key, tries)
        if model is None:
            return _kept(offline, "no_model", _NO_MODEL)
        self._model = model
        question = self._question(prompt, offline, model)
        try:
            reply = await tries.run(lambda: self._client.ask(key, question, self._limit_s))
        except ClaudeTrouble as trouble:
            if trouble.kind == "no_such_model":
                self._model = None
            raise
        return self._judged(prompt, offline, model, reply)

    async def _newest(self, key: Secret, tries: _Tries) -> str | None:
        listed: tuple[ListedModel, ...] = await tries.run(lambda: self._client.models(key, self._limit_s))
        return newest_haiku(listed)

    def _judged(self, prompt: str, offline: Analysis, model: str, reply: Reply) -> Refined:
        cost = cost_usd(model, reply.usage.input, reply.usage.output, reply.usage.cached_input)
        proposal = None if reply.stop_reason in _STOPS else read_proposal(reply.given, prompt, self._catalogue)
        if proposal is None:
            kept = _kept(offline, *_STOPS.get(reply.stop_reason, ("not_understood", _NO_FORM)))
            return replace(kept, model=model, tokens=reply.usage, cost_usd=cost)
        self._answers[self._mark(prompt, model)] = proposal
        while len(self._answers) > self._remembered:
            self._answers.popitem(last=False)
        return self._merged(offline, proposal, model, reply.usage, cost)

    def _merged(self, offline: Analysis, proposal: Proposal, model: str, usage: Usage, cost: float | None) -> Refined:
        from kriptik_desktop.analysis.merging import merge

        analysis = merge(offline, proposal, self._catalogue)
        reason = _changes(offline, analysis, self._catalogue)
        if proposal.dropped:
            many = "One suggestion" if proposal.dropped == 1 else f"{proposal.dropped} suggestions"
            reason = f"{reason} {many} of Claude did not quote the description and did not count."
        return Refined(analysis, "refined", "", reason, model, usage, cost)

    def _mark(self, prompt: str, model: str) -> str:
        parts = (prompt, *(each.id for each in self._catalogue.all()), model)
        return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()

    def _question(self, prompt: str, offline: Analysis, model: str) -> Question:
        words, mark = _words(), _absent_from(prompt)
        services = "\n".join(
            f"{each.id} = {each.name} ({', '.join(each.categories)})" for each in self._catalogue.all()
        )
        reading = {
            "services": [each.id for each in offline.detected],
            "needs": [each.category for each in offline.choices],
            "unwanted": [each.id or each.category for each in offline.ruled_out],
        }
        filled = {"{mark}": mark, "{services}": services, "{reading}": as_data(reading)}
        system, message = words["system"], words["message"]
        for name, text in filled.items():
            system, message = system.replace(name, text), message.replace(name, text)
        text = message.replace("{description}", redact(prompt).encode("utf-8", "replace").decode())
        return Question(
            model, system.strip(), text.strip(), Tool(_TOOL, words["tool"], schema(self._catalogue)), _MAX_TOKENS
        )


class _Tries:
    """One second try in a refinement, for what passes by itself, and only where its wait ends before the limit."""

    def __init__(self, until: float, pause_s: float) -> None:
        self._until, self._pause_s, self._left = until, pause_s, 1

    async def run(self, call: Callable[[], Awaitable[T]]) -> T:
        try:
            return await call()
        except ClaudeTrouble as trouble:
            wait = self._pause_s if trouble.retry_after_s is None else trouble.retry_after_s
            in_time = asyncio.get_running_loop().time() + wait < self._until
            if not self._left or trouble.kind not in ("rate_limited", "overloaded") or not in_time:
                raise
        self._left -= 1
        await asyncio.sleep(wait)
        return await call()


def newest_haiku(listed: tuple[ListedModel, ...]) -> str | None:
    """Return the most recently released Haiku, one that is not on its way out where there is one, or None."""
    haikus = [each for each in listed if "haiku" in each.id]
    haikus = [each for each in haikus if each.active] or haikus
    newest = max(haikus, key=lambda each: each.created_at, default=None)
    return newest.id if newest else None


_NO_KEY = (
    "There is no Anthropic key for KripTik itself. Add one to the vault for all projects; the key of a project is used"
    " only after your yes."
)
_NO_MODEL = "The key may use no Haiku model. Name another one in config.toml: [claude] model."
_NO_FORM = "Claude's answer has not the form that was asked for."
_STOPS = {
    "refusal": ("refused", "Claude declined to read this description."),
    "max_tokens": ("truncated", "Claude's answer was cut off."),
    "model_context_window_exceeded": ("truncated", "The description is too long for the model."),
}
"""https://platform.claude.com/docs/en/build-with-claude/handling-stop-reasons"""


@cache
def _words() -> dict[str, str]:
    return tomllib.loads(resource("analysis", "refinement.toml").read_text(encoding="utf-8"))


def _absent_from(prompt: str) -> str:
    """Return a word that does not occur in the prompt, the same for the same prompt."""
    mark = prompt
    while mark in prompt:
        mark = hashlib.sha256(mark.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return mark


def _kept(offline: Analysis, why: str, reason: str) -> Refined:
    return Refined(offline, "offline", why, reason)


def _with_wait(trouble: ClaudeTrouble) -> str:
    if trouble.retry_after_s is None:
        return trouble.message
    return f"{trouble.message} It asks to wait {trouble.retry_after_s:.0f} seconds."


def _changes(offline: Analysis, analysis: Analysis, catalogue: Catalogue) -> str:
    before, after = ({each.id for each in found.detected} for found in (offline, analysis))
    open_before, open_after = ({each.category for each in found.choices} for found in (offline, analysis))
    told = [
        *(f"added {catalogue.get(each).name}" for each in sorted(after - before)),
        *(f"ruled out {catalogue.get(each).name}" for each in sorted(before - after)),
        *(f"asks for {each}" for each in sorted(open_after - open_before)),
        *(f"settled {each}" for each in sorted(open_before - open_after)),
    ]
    return f"Claude {', '.join(told)}." if told else "Claude found nothing to change."
