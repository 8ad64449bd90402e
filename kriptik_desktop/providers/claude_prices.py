"""What an answer of Claude cost, by a table that names its source.

An unknown model, or a way of counting that the table does not cover, has no price: none is better than a wrong one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from kriptik_desktop.core.resources import resource
from kriptik_desktop.providers.loader import build

_DATED = re.compile(r"-(?:\d{8}|latest)\Z")
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars for a million tokens, for prompts of at most ``up_to`` tokens."""

    id: str
    input: float
    output: float
    up_to: int
    source: str
    read: date


@dataclass(frozen=True, slots=True)
class PriceList:
    """The table."""

    model: tuple[Price, ...]


@cache
def prices() -> Mapping[str, Price]:
    """Return the shipped table by the model's id without its date.

    Raises CatalogueDamaged, naming what is wrong in it.
    """
    path = resource("providers", "claude_prices.toml")
    found = build(PriceList, tomllib.loads(path.read_text(encoding="utf-8")), path.name)
    return {price.id: price for price in found.model}


def cost_usd(model: str, input_tokens: int, output_tokens: int, cached_tokens: int = 0) -> float | None:
    """Return US dollars, or None where the table has no price for it; cached tokens have prices of their own."""
    price = prices().get(_DATED.sub("", model))
    if price is None or cached_tokens or input_tokens > price.up_to:
        return None
    return (input_tokens * price.input + output_tokens * price.output) / _MILLION
