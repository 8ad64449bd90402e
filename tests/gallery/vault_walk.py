"""The vault's part of the walk through the app: its pages, its sheets, and what it shows when something is wrong."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from pathlib import Path

from tests.fakes.pilot import Desk, Pilot

Stop = Callable[[Pilot, str], Awaitable[None]]
FOREIGN = {
    "STRIPE_SECRET_KEY": "sk_test_51AnotherAccount00000000e5f6",
    "STRIPE_PUBLIC_KEY": "pk_test_51AnotherAccount00000000e5f6",
    "RESEND_API_KEY": "re_FakeFake_FakeFakeFakeFakeFake",
    "SUPABASE_URL": "https://abcdefghijklmnopqrst.supabase.co",
    "INTERNAL_BILLING_TOKEN": "9f2c7e1ab4d84c0f",
    "DEBUG": "true",
}
"""What an export of another program may hold: keys, half of a credential, something unknown, something that is none."""


async def see_the_vault(pilot: Pilot, desk: Desk, stop: Stop) -> None:
    """See all pages of the vault and the sheets over them."""
    await _credentials(pilot, stop)
    for page, first in (("audit", "auditRows"), ("safety", "backUp")):
        pilot.window.screens.vault.show_page(page)
        await pilot.sees(first)
        await stop(pilot, f"vault-{page}")
    await _safety(pilot, stop)
    await _transfer(pilot, desk, stop)
    await pilot.press("goHome")


async def _credentials(pilot: Pilot, stop: Stop) -> None:
    await pilot.press("goVault")
    services = pilot.window.screens.home._services
    assert services is not None
    stripe = next(info for info in await services.vault.list() if info.overview.integration == "stripe")
    pilot.window.screens.vault.show_credential(stripe.id)
    await pilot.sees("value_secret_key")
    await stop(pilot, "vault")
    services.vault.presence.end()
    await pilot.press("show_secret_key")
    await pilot.sees("reauthenticationConfirm")
    await stop(pilot, "vault-reauthentication")
    await pilot.press("reauthenticationConfirm")
    await pilot.misses("reauthenticationConfirm")
    await stop(pilot, "vault-shown")
    await pilot.press("deleteCredential")
    await pilot.sees("removalConfirm")
    await stop(pilot, "vault-delete")
    await pilot.press("removalCancel")
    await pilot.misses("removalSheet")
    await pilot.type("vaultSearch", "no such thing")
    await pilot.sees("nothingFound")
    await stop(pilot, "vault-nothing-found")
    await pilot.press("showAll")


async def _safety(pilot: Pilot, stop: Stop) -> None:
    for button, sheet, name in (
        ("setPassword", "safetyPassword", "vault-password"),
        ("newKit", "newKitGroups", "vault-kit"),
        ("changeKeys", "rekeyKit", "vault-rekey"),
        ("deleteEverything", "destroyWords", "vault-destroy"),
    ):
        await pilot.press(button)
        await pilot.sees(sheet)
        await stop(pilot, name)
        await pilot.press("cancelVaultSheet")
        await pilot.misses(sheet)


async def _transfer(pilot: Pilot, desk: Desk, stop: Stop) -> None:
    pilot.window.screens.vault.show_page("transfer")
    await pilot.sees("chooseImport")
    await stop(pilot, "vault-transfer")
    desk.dialogs.answer = file = Path.home() / "other-app.json"
    file.write_text(json.dumps(FOREIGN), encoding="utf-8")
    await pilot.press("chooseImport")
    await pilot.sees("importGo")
    await stop(pilot, "vault-import")
    await pilot.press("importLeave")
    await pilot.sees("chooseImport")
