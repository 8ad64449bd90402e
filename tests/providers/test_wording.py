"""What a person reads: what happened, why, what to do; in the provider's words only where they are its own."""

from __future__ import annotations

import pytest

from kriptik_desktop.providers.catalogue import Catalogue
from kriptik_desktop.providers.probe_result import ProbeResult
from kriptik_desktop.providers.wording import explain


@pytest.mark.parametrize(
    ("result", "text"),
    [
        (ProbeResult("ok", note="Not proved: all."), "Stripe accepts these values. Not proved: all."),
        (
            ProbeResult("invalid", "Bad key.", said=True, field="secret_key"),
            'Stripe does not accept the secret key. It said: "Bad key". '
            "Check that it was copied whole and from the right account, or fetch a new one.",
        ),
        (
            ProbeResult("missing_permission", "No.", said=True, note="It is real.", missing="rak_x"),
            'Stripe knows this key. It is real. It lacks: rak_x. It said: "No".',
        ),
        (
            ProbeResult("rate_limited", retry_after_s=0.2),
            "Stripe takes no more requests at the moment. It asks to wait 1 second. "
            "Try again later, or save the values unchecked.",
        ),
        (
            ProbeResult("rate_limited", retry_after_s=181),
            "Stripe takes no more requests at the moment. It asks to wait 4 minutes. "
            "Try again later, or save the values unchecked.",
        ),
        (
            ProbeResult("provider_down", "Stripe answered with status 503."),
            "Stripe cannot answer at the moment. Stripe answered with status 503. "
            "Try again later, or save the values unchecked.",
        ),
        (
            ProbeResult("unreachable", "No network."),
            "Stripe could not be reached, so the values are not checked. No network. "
            "Try again, or save them unchecked.",
        ),
        (
            ProbeResult("cannot_check", "No way known."),
            "The values could not be checked. No way known. Save them unchecked if you are sure of them.",
        ),
    ],
)
def test_the_words(catalogue: Catalogue, result: ProbeResult, text: str) -> None:
    assert explain(catalogue.get("stripe"), result) == text
