"""Says the result of a check in one calm paragraph: what happened, why, and what to do next.

Window, command line and build log use the same words, so that a person can search for them.
"""

from __future__ import annotations

import math

from kriptik_desktop.providers.checks import within_sentence
from kriptik_desktop.providers.model import Provider
from kriptik_desktop.providers.probe_result import ProbeResult


def explain(provider: Provider, result: ProbeResult) -> str:
    """Return the text for a person; it holds no secret."""
    reason = f' It said: "{result.message.rstrip(".")}".' if result.said else f" {result.message}"
    text = {
        "ok": f"{provider.name} accepts these values.",
        "invalid": f"{provider.name} does not accept {_named(provider, result)}.{reason} {result.note}",
        "missing_permission": f"{provider.name} knows this key. {result.note}{_missing(result)}{reason}",
        "rate_limited": f"{provider.name} takes no more requests at the moment.{_wait(result)}",
        "wrong_environment": result.message,
        "provider_down": f"{provider.name} cannot answer at the moment.{reason} {result.note}",
        "unreachable": f"{provider.name} could not be reached, so the values are not checked. {result.message}",
        "cannot_check": f"The values could not be checked. {result.note or result.message}",
    }[result.outcome]
    parts = [text, result.note if result.outcome == "ok" else "", _next_step(result)]
    return " ".join(" ".join(part.split()) for part in parts if part.strip())


def _next_step(result: ProbeResult) -> str:
    return {
        "invalid": "Check that it was copied whole and from the right account, or fetch a new one.",
        "wrong_environment": "Use the key of the other mode.",
        "rate_limited": "Try again later, or save the values unchecked.",
        "provider_down": "Try again later, or save the values unchecked.",
        "unreachable": "Try again, or save them unchecked.",
        "cannot_check": "Save them unchecked if you are sure of them.",
    }.get(result.outcome, "")


def _named(provider: Provider, result: ProbeResult) -> str:
    field = provider.field(result.field)
    if field is None:
        return "these values"
    return f"the {within_sentence(field.label)}"


def _missing(result: ProbeResult) -> str:
    return f" It lacks: {result.missing}." if result.missing else ""


def _wait(result: ProbeResult) -> str:
    if result.retry_after_s is None:
        return ""
    seconds = max(1, math.ceil(result.retry_after_s))
    if seconds < 120:
        return f" It asks to wait {seconds} second{'s' if seconds > 1 else ''}."
    return f" It asks to wait {math.ceil(seconds / 60)} minutes."
