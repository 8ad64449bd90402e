"""A row of the matrix: what is asked, how the fake is arranged, and what must come of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kriptik_desktop.providers.probe_shape import Outcome

Arrange = Callable[[Any], object]


@dataclass(frozen=True)
class Row:
    """One question and what must come of it."""

    provider: str
    case: str
    outcome: Outcome
    arrange: Arrange
    values: Mapping[str, str]
    words: str
    """Must stand in the provider's own words."""
    note: str
    """Must stand in ours."""
    expect: Mapping[str, Any]
    """Members of the result."""

    def __str__(self) -> str:
        return f"{self.provider} {self.case}"


def row(
    provider: str,
    case: str,
    outcome: Outcome,
    arrange: Arrange | None = None,
    *,
    words: str = "",
    note: str = "",
    values: Mapping[str, str] | None = None,
    **expect: Any,
) -> Row:
    """Return a row; what is not named is not looked at."""
    return Row(provider, case, outcome, arrange or (lambda fake: None), values or {}, words, note, expect)


def made(**attributes: Any) -> Arrange:
    """Set members of the fake."""

    def arrange(fake: Any) -> None:
        for name, value in attributes.items():
            assert hasattr(fake, name), name
            setattr(fake, name, value)

    return arrange


def key_is(state: str, key: str = "") -> Arrange:
    """Put a key, else the last of the values, into a state."""
    return lambda fake: fake.keys.update({key or list(fake.good.values())[-1]: state})


def limit(provider: str, wait_s: float | None, words: str = "", **attributes: Any) -> Row:
    """Return the row of a limit, with the seconds that the provider's own header asks for."""
    case = "limit" if not attributes else f"limit {' '.join(attributes)}"
    arrange = made(weather="rate_limited", **attributes)
    return row(provider, case, "rate_limited", arrange, words=words, retry_after_s=wait_s)


def down(provider: str, words: str = "") -> Row:
    """Return the row of a provider in trouble."""
    return row(provider, "down", "provider_down", made(weather="down"), words=words)
