"""What of the prompt is built and what is not, told without claiming anything.

A clause of the prompt counts as built only when every word of it that carries meaning belongs to what the templates of
this stack make. One unknown word is enough to list the clause: too long a list costs a glance, a missing line a lie.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kriptik_desktop.builds.scaffold.escaping import plain
from kriptik_desktop.builds.scaffold.model import BUILDABLE, ChecklistItem, ScaffoldPlan

_SENTENCES = re.compile(r"(?<=[.!?;:])\s+|[\n;,]+|\s-\s|\s\u2013\s")
_AND = re.compile(r"\s+(?:and|plus|&|as well as)\s+", re.IGNORECASE)
_BULLET = re.compile(r"^(?:[-*+\u2022#>]+|\d+[.)])\s*")
_WORD = re.compile(r"[\w.-]*\w", re.UNICODE)
_REFUSAL = re.compile(r"^(?:no|without)\s", re.IGNORECASE)
_NEVER_BUILT = re.compile(
    r"supabase\s+(?:auth|storage|realtime|edge|vector|bucket|log-?in|sign)|stripe\s+(?:connect|elements|tax|terminal)"
    r"|(?:sign|log)[ -]?(?:up|in)\s+(?:with|by|via|using)\s+(?!google)|magic\s+link|google\s+(?:one\s+tap|workspace)"
    r"|per[ -]seat|usage[ -]based|free\s+trial",
    re.IGNORECASE,
)
_LENGTH, _COUNT = 200, 40


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_COMMON = _words(
    "a an the of with for to in on at by from via through using use uses used my our their your its his her and or "
    "plus i we you it they who that which this there is are be can could should will would may have has where when "
    "each every all some any want need needs like please let lets me us build create make develop write also too so "
    "app apps application web webapp website site saas product service platform tool startup mvp project simple small "
    "basic clean modern next nextjs next.js react typescript user users people person customers"
)
_BUILT: dict[str, frozenset[str]] = {
    "stripe": _words(
        "stripe subscription subscriptions subscribe subscribes subscribers checkout billing price pricing plan "
        "customer portal webhook webhooks"
    ),
    "google-oauth": _words(
        "google sign-in signin sign log login log-in signing logging oauth auth authentication account accounts "
        "session sessions signed logged"
    ),
    "supabase": _words("supabase database db postgres postgresql schema rls row level security"),
    "openai": _words("openai gpt chatgpt"),
    "anthropic": _words("anthropic claude"),
    "resend": _words("resend contact form"),
}
_AI = _words("ai llm")
_GPT = re.compile(r"gpt-?[\w.-]*|claude-?[\w.-]*")


@dataclass(frozen=True, slots=True)
class _Company:
    """Words that count as built only beside a word of another kind: notes alone are no summaries."""

    needs: re.Pattern[str]
    words: frozenset[str]


_COMPANY: dict[str, _Company] = {
    "stripe": _Company(re.compile(r"\bsubscri", re.IGNORECASE), _words("payment payments pay pays paid paying")),
    "resend": _Company(re.compile(r"\bresend\b|\bcontact\b", re.IGNORECASE), _words("email emails e-mail mail mails")),
    "ai": _Company(
        re.compile(r"\bsummar", re.IGNORECASE),
        _words(
            "summary summaries summarise summarize summarises summarizes summarised summarized summarising summarizing "
            "summarisation summarization note notes meeting meetings text texts short"
        ),
    ),
}


def features_not_built(prompt: str, integrations: Sequence[str]) -> tuple[str, ...]:
    """Return the parts of the prompt that the templates of this stack do not build, in their words and order."""
    kinds = _kinds(integrations)
    found = [f"Code for {each}: the templates have none." for each in integrations if each not in BUILDABLE]
    for sentence in _SENTENCES.split(prompt):
        found.extend(_unbuilt(sentence, kinds))
    unique = tuple(dict.fromkeys(found))
    if len(unique) > _COUNT:
        return (*unique[:_COUNT], f"{len(unique) - _COUNT} further parts of the prompt.")
    return unique


def checklist(plan: ScaffoldPlan) -> tuple[ChecklistItem, ...]:
    """Return what was built and how to try each piece."""
    ids = plan.ids
    return tuple(item for item in _all_checks(ids) if item.integration_id is None or item.integration_id in ids)


def _kinds(integrations: Iterable[str]) -> frozenset[str]:
    wanted = frozenset(integrations)
    return wanted | {"ai"} if wanted & {"openai", "anthropic"} else wanted


def _known(clause: str, kinds: frozenset[str]) -> frozenset[str]:
    """Return the words that count as built in this clause, for a stack of these kinds."""
    known = _COMMON.union(*(_BUILT[each] for each in kinds if each in _BUILT))
    if "ai" in kinds:
        known |= _AI
    return known.union(
        *(_COMPANY[each].words for each in kinds if each in _COMPANY and _COMPANY[each].needs.search(clause))
    )


def _unbuilt(sentence: str, kinds: frozenset[str]) -> list[str]:
    """Return the clauses of a sentence that are not built; neighbours stay together, as "drag and drop" must."""
    runs: list[list[str]] = [[]]
    for piece in _AND.split(_BULLET.sub("", plain(sentence))):
        clause = piece.strip(" .!?:;,\"'()")
        if clause and not _is_built(clause, kinds):
            runs[-1].append(clause)
        else:
            runs.append([])
    return [_shortened(" and ".join(run)) for run in runs if run]


def _is_built(clause: str, kinds: frozenset[str]) -> bool:
    words = [word.lower().strip("-._") for word in _WORD.findall(clause)]
    if _REFUSAL.match(clause) and all(word in _EVERY for word in words[1:]):
        return True
    if _NEVER_BUILT.search(clause):
        return False
    known = _known(clause, kinds)
    return all(word in known or ("ai" in kinds and _GPT.fullmatch(word) is not None) for word in words)


_EVERY = _COMMON.union(_AI, *_BUILT.values(), *(company.words for company in _COMPANY.values()))


def _shortened(text: str) -> str:
    return text if len(text) <= _LENGTH else f"{text[: _LENGTH - 3].rstrip()}..."


def _all_checks(ids: frozenset[str]) -> tuple[ChecklistItem, ...]:
    saved = {"google-oauth", "supabase"} <= ids
    first = "Sign in, open /summaries," if "google-oauth" in ids else "Open /summaries,"
    summary = f"{first} paste a note and choose Summarise." + (" The summary stays in the list below." if saved else "")
    return (
        ChecklistItem("Start page", "Run npm run dev and open http://localhost:3000."),
        ChecklistItem("Sign in with Google", "Open /sign-in and continue; you land on /dashboard.", "google-oauth"),
        ChecklistItem(
            "Protected page", "Open /dashboard in a private window; you are sent to /sign-in.", "google-oauth"
        ),
        ChecklistItem(
            "Database",
            "Run supabase/schema.sql in the SQL editor, then open /setup: it says whether it works.",
            "supabase",
        ),
        ChecklistItem("Summaries with OpenAI", summary, "openai"),
        ChecklistItem("Summaries with Claude", summary, "anthropic"),
        ChecklistItem(
            "Subscription checkout",
            "Set STRIPE_PRICE_ID, open /pricing and subscribe with the test card 4242 4242 4242 4242.",
            "stripe",
        ),
        ChecklistItem(
            "Stripe webhook",
            "Run stripe listen --forward-to localhost:3000/api/webhooks/stripe, put the secret it prints into .env as "
            "STRIPE_WEBHOOK_SECRET, restart, then run stripe trigger customer.subscription.updated.",
            "stripe",
        ),
        ChecklistItem(
            "Contact form", "Set EMAIL_FROM and CONTACT_EMAIL, open /contact and send yourself a message.", "resend"
        ),
    )
