"""``kriptik analyze --refine``: by the owner that has the vault open, and never without the offline answer."""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, cast

import pytest

from kriptik_desktop.core.paths import AppPaths
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault.model import CredentialDraft, FieldValue, Overview
from tests.analysis.refining import service
from tests.cli.desk import Desk, desk_at
from tests.fakes.claude_server import HAIKU, KEY, ClaudeServer, claude_server
from tests.fakes.clock import FakeClock
from tests.fakes.keyring import MemoryKeyring
from tests.fakes.vault_world import PERSON
from tests.fakes.world import Bugs

PROMPT = "Take cards with Stripe, and the lemony checkout"


@pytest.fixture
async def claude() -> AsyncIterator[ClaudeServer]:
    async with claude_server() as server:
        server.given = {"services": [service("lemonsqueezy", "needed", "the lemony checkout")], "needs": []}
        yield server


@pytest.fixture
async def beside(claude: ClaudeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Desk]:
    """Return a desk whose owner asks the fake, with a vault that holds KripTik's own key.

    The SDK is imported before, because on a busy computer that alone may take as long as a refinement may.
    """
    await asyncio.to_thread(importlib.import_module, "anthropic.resources.messages")
    monkeypatch.setenv("KRIPTIK_HOME", str(tmp_path / "home"))
    paths = AppPaths.from_environment()
    paths.create()
    paths.settings_file.write_text(
        f'[providers.anthropic]\nbase_url = "{claude.http.url}"\n[credentials]\ncheck_daily = false\n'
    )
    async with desk_at(tmp_path / "home") as made:
        await made.init()
        draft = CredentialDraft(Overview("app", "anthropic", "none", "own"), [FieldValue("api_key", Secret(KEY))])
        await made.services.vault.save(draft, PERSON)
        yield made


async def test_the_owner_asks_and_the_cost_is_told(beside: Desk) -> None:
    said = (await beside("analyze", PROMPT, "--refine")).out
    assert 'Claude reads "the lemony checkout" as Lemon Squeezy.' in said
    assert said.splitlines()[-1] == f"Claude added Lemon Squeezy. ({HAIKU}, 2,520 tokens for $0.0003)"
    again = (await beside("analyze", PROMPT, "--refine")).out
    assert "nothing: it had been asked before" in again


async def test_as_json_the_refinement_stands_beside_the_analysis(beside: Desk) -> None:
    result = await beside.json("analyze", PROMPT, "--refine")
    assert [each["id"] for each in result["detectedDependencies"]] == ["lemonsqueezy", "stripe"]
    refinement = result["refinement"]
    assert (refinement["state"], refinement["model"]) == ("refined", HAIKU)
    assert refinement["tokens"] == {"input": 2400, "output": 120}
    assert refinement["costUsd"] == pytest.approx(0.0003)


async def test_without_the_word_nobody_is_asked(beside: Desk, claude: ClaudeServer) -> None:
    assert "refinement" not in await beside.json("analyze", PROMPT)
    assert claude.http.seen == []


async def test_a_locked_vault_leaves_the_offline_answer_and_says_so(beside: Desk, claude: ClaudeServer) -> None:
    await beside("vault", "lock")
    result = await beside.json("analyze", PROMPT, "--refine")
    assert [each["id"] for each in result["detectedDependencies"]] == ["stripe"]
    assert (result["refinement"]["state"], result["refinement"]["why"]) == ("offline", "vault_locked")
    assert "locked" in (await beside("analyze", PROMPT, "--refine")).out
    assert claude.http.seen == []


async def test_a_refusal_leaves_the_offline_answer_and_says_so(beside: Desk, claude: ClaudeServer) -> None:
    claude.stop_reason = "refusal"
    said = (await beside("analyze", PROMPT, "--refine")).out
    assert "names Stripe" in said
    assert said.splitlines()[-1].startswith("Claude declined to read this description.")


async def test_where_no_owner_lives_it_is_said_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KRIPTIK_HOME", str(tmp_path / "home"))
    desk = Desk(AppPaths.from_environment(), cast(Any, None), FakeClock(), MemoryKeyring(), Bugs())
    result = await desk.json("analyze", PROMPT, "--refine")
    assert [each["id"] for each in result["detectedDependencies"]] == ["stripe"]
    assert result["refinement"]["why"] == "not_running"
    assert "kriptik vault unlock" in result["refinement"]["reason"]
    assert not AppPaths.from_environment().vault_file.exists()
