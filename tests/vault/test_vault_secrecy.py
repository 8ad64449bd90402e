"""No value, and no name of what is stored, is to be seen anywhere but where it was asked for."""

from __future__ import annotations

import base64
import logging
import traceback
from pathlib import Path

import pytest

from kriptik_desktop.core.errors import KriptikError
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault.errors import (
    KeyringUnavailable,
    RecoveryKeyMistyped,
    VaultDamaged,
    WeakPassword,
    WrongPassword,
)
from kriptik_desktop.vault.keyring import SystemKeyring
from tests.fakes.keyring import NullBackend
from tests.fakes.vault_world import BUILD, PASSWORD, PERSON, STRIPE, WEBHOOK, VaultWorld, stripe

SECRETS = (*STRIPE.values(), WEBHOOK, PASSWORD.reveal())
NAMES = ("stripe", "acct_1", "secret_key", "project-of-mine", "env write")


async def _use(world: VaultWorld) -> None:
    (info,) = await world.save(stripe())
    await world.vault.link(info.id, "project-of-mine")
    await world.vault.read(info.id, PERSON)
    await world.vault.read(info.id, BUILD)
    await world.vault.save(stripe(status="valid"), PERSON)


async def test_the_files_hold_neither_values_nor_names(world: VaultWorld) -> None:
    await _use(world)
    for closed in (False, True):
        if closed:
            await world.vault.close()
        for path in world.folder.iterdir():
            data = path.read_bytes()
            for text in (*SECRETS, *NAMES, world.recovery.reveal()):
                assert text.encode() not in data, (path.name, text)
                assert text.encode("utf-16-le") not in data


async def test_a_deleted_value_leaves_no_ciphertext(world: VaultWorld) -> None:
    (info,) = await world.save(stripe())
    query = "SELECT ciphertext FROM field WHERE position = 1"
    sealed = await world.vault._file.plain(lambda connection: connection.execute(query).fetchone()[0])
    assert sealed in world.file.read_bytes()
    await world.vault.remove(info.id, PERSON)
    await world.vault.close()
    for path in world.folder.iterdir():
        assert sealed not in path.read_bytes()


async def test_what_is_printed_logged_or_heard_holds_no_value(
    world: VaultWorld, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await _use(world)
    (info,) = await world.vault.list()
    credential = await world.vault.read(info.id, PERSON)
    seen = " ".join(map(repr, (stripe(), credential, info, world.heard, await world.vault.audit(), vars(world))))
    seen += str(credential) + f"{credential.fields}" + caplog.text
    for text in (*SECRETS, world.recovery.reveal()):
        assert text not in seen


@pytest.mark.allow_logs("could not be noted in the audit log")
async def test_a_failing_store_shows_no_value_even_with_captured_locals(world: VaultWorld) -> None:
    (info,) = await world.save(stripe())
    drop = "DROP TABLE audit"
    await world.vault._file.write(lambda change: change.connection.execute(drop).fetchall())
    for call in (lambda: world.vault.save(stripe("acct_2"), PERSON), lambda: world.vault.read(info.id, PERSON)):
        with pytest.raises(VaultDamaged) as caught:
            await call()
        _assert_clean(caught.value)


async def test_a_wrong_password_is_in_no_traceback(world: VaultWorld) -> None:
    await world.vault.lock()
    with pytest.raises(WrongPassword) as caught:
        await world.vault.unlock_with_password(Secret("wrong-password-typed"))
    _assert_clean(caught.value, "wrong-password-typed")


async def test_a_mistyped_recovery_key_or_weak_password_is_in_no_traceback(world: VaultWorld, folder: Path) -> None:
    typed = world.recovery.reveal()[:-1] + "?"
    with pytest.raises(RecoveryKeyMistyped) as caught:
        await world.vault.unlock_with_recovery(Secret(typed))
    _assert_clean(caught.value, typed, typed.replace("-", ""))
    other = VaultWorld(folder / "other").fresh()
    await other.open()
    with pytest.raises(WeakPassword) as weak:
        await other.create(keyring=True, password=Secret("hunter2"))
    await other.close()
    _assert_clean(weak.value, "hunter2")


async def test_keys_are_in_no_traceback_when_the_keyring_fails(folder: Path) -> None:
    backend = NullBackend()
    vault = VaultWorld(folder, SystemKeyring(backend=lambda: backend)).fresh()
    await vault.open()
    with pytest.raises(KeyringUnavailable) as caught:
        await vault.create(keyring=True, password=PASSWORD)
    await vault.close()
    key = base64.b64decode(backend.swallowed[0])
    _assert_clean(caught.value, backend.swallowed[0], repr(key)[2:-1], key.hex())


async def test_a_damaged_overview_shows_nothing(world: VaultWorld) -> None:
    (info,) = await world.save(stripe())
    spoil = "UPDATE field SET ciphertext = zeroblob(60) WHERE position = 2"
    await world.vault._file.write(lambda change: change.connection.execute(spoil).fetchall())
    with pytest.raises(VaultDamaged, match="a stored value does not open") as caught:
        await world.vault.read(info.id, BUILD)
    _assert_clean(caught.value)


def _assert_clean(error: KriptikError, *more: str) -> None:
    """Only frames of the app count: pytest's own hold the test's values."""
    found = traceback.TracebackException.from_exception(error, capture_locals=True)
    lines = []
    for frame in found.stack:
        if "kriptik_desktop" in Path(frame.filename).parts:
            lines.append(f"{frame.name}: {frame.locals}")
    text = "\n".join(lines) + str(error) + repr(error)
    assert lines
    for secret in (*SECRETS, *more):
        assert secret not in text, text
