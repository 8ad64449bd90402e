"""``kriptik analyze --refine``: the living owner asks Claude, because the key is in its vault.

Nobody becomes the owner for this: analysing works without a vault, and a refinement that cannot be had is no reason to
open one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kriptik_desktop.control.client import ControlClient
from kriptik_desktop.core.errors import KriptikError
from kriptik_desktop.core.paths import AppPaths

_NOBODY = (
    "Claude was not asked: its key is in the vault, and no KripTik runs that has it open. 'kriptik vault unlock' opens"
    " it and stays."
)


async def refined(paths: AppPaths, prompt: str, offline: Mapping[str, Any]) -> dict[str, Any]:
    """Return the analysis as Claude corrects it, or ``offline`` with the reason why it does not."""
    client = await ControlClient.connect(paths)
    if client is None:
        return _kept(offline, "not_running", _NOBODY)
    try:
        return dict(await client.call("analyze.refine", {"prompt": prompt}))
    except KriptikError as error:
        return _kept(offline, error.code, str(error))
    finally:
        await client.close()


def told(refinement: Mapping[str, Any]) -> str:
    """Return in a line what Claude did and what it cost."""
    if refinement["tokens"] is None:
        return str(refinement["reason"])
    tokens = refinement["tokens"]["input"] + refinement["tokens"]["output"]
    cost = refinement["costUsd"]
    price = "at a price that KripTik does not know" if cost is None else f"for ${cost:.4f}"
    spent = f"{tokens:,} tokens {price}" if tokens else "nothing: it had been asked before"
    return f"{refinement['reason']} ({refinement['model']}, {spent})"


def _kept(offline: Mapping[str, Any], why: str, reason: str) -> dict[str, Any]:
    unasked = {"model": None, "tokens": None, "costUsd": None}
    return {**offline, "refinement": {"state": "offline", "why": why, "reason": reason, **unasked}}
