"""``kriptik vault`` in processes of its own: alone as the owner, then beside the agent that it starts."""

from __future__ import annotations

from pathlib import Path

from tests.cli.commands import Kriptik
from tests.fakes.vault_world import STRIPE


async def test_a_damaged_vault_is_restored_without_an_owner_and_used_beside_one(tmp_path: Path) -> None:
    kriptik, source, copy = Kriptik(tmp_path / "home"), tmp_path / ".env", tmp_path / "copy.db"
    source.write_text("".join(f"STRIPE_{name.upper()}={value}\n" for name, value in STRIPE.items()))
    assert (await kriptik("vault", "init", "--kept")).status == 0
    assert (await kriptik("vault", "backup", "--to", str(copy))).status == 0
    vault = tmp_path / "home" / "data" / "vault.db"
    vault.write_bytes(b"not a vault at all" * 100)
    restored = await kriptik("vault", "restore", str(copy))
    assert restored.status == 0, restored.err
    assert (await kriptik("vault", "unlock")).status == 0
    try:
        imported = await kriptik("vault", "import", str(source), "--yes", "--json")
        assert imported.json["saved"] == 1, imported.err
        shown = await kriptik("credentials", "reveal", imported.json["rows"][0]["credential"], "secret_key")
        assert shown.out == STRIPE["secret_key"] + "\n"
        deleted = await kriptik("vault", "delete", "--confirm", "delete everything")
        assert deleted.status == 0, deleted.err
        assert not vault.exists()
    finally:
        assert (await kriptik("agent", "--stop")).status == 0
