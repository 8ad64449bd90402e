"""No value, and no name of what is stored, is to be seen anywhere but where it was asked for."""

from __future__ import annotations

import base64
import copy
import dataclasses
import json
import logging
import pickle
import traceback
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest

from kriptik_desktop.core.database_file import DiskFull
from kriptik_desktop.core.errors import KriptikError
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault.crypto import Key, new_key
from kriptik_desktop.vault.errors import (
    KeyringUnavailable,
    RecoveryKeyMistyped,
    VaultDamaged,
    WeakPassword,
    WrongPassword,
)
from kriptik_desktop.vault.keyring import SystemKeyring
from kriptik_desktop.vault.model import CredentialDraft, CredentialInfo, FieldValue, Overview
from kriptik_desktop.vault.payload import unpack_field
from kriptik_desktop.vault.recovery import write_recovery_key
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


LOST = "sk_live_kept_from_every_traceback_0123"

Work = Callable[[VaultWorld, CredentialInfo], Awaitable[object]]


def _fields(*pairs: tuple[str, str]) -> CredentialDraft:
    fields = [FieldValue(name, Secret(text)) for name, text in pairs]
    return CredentialDraft(Overview("app", "stripe", "test", "acct_1"), fields)


REFUSED: dict[str, Work] = {
    "a value of bytes that are no text": lambda w, i: w.vault.save(_fields(("key", LOST + "\udcff")), PERSON),
    "a value that is too long": lambda w, i: w.vault.save(_fields(("key", LOST * 60_000)), PERSON),
    "a field that is there twice": lambda w, i: w.vault.save(_fields(("key", LOST), ("key", LOST)), PERSON),
    "a field without a name": lambda w, i: w.vault.save(_fields(("", LOST)), PERSON),
    "a field of no value": lambda w, i: w.vault.save(_fields(("key", LOST), ("other", "")), PERSON),
    "an import that cannot be stored": lambda w, i: w.vault.save_all([_fields(("a\nb", LOST))], PERSON, "json"),
    "a field for no credential": lambda w, i: w.vault.add_field("gone", FieldValue("key", Secret(LOST)), PERSON),
    "a field that is not there": lambda w, i: w.vault.take(i.id, "gone", PERSON, "reveal"),
    "a version that is not there": lambda w, i: w.vault.take(i.id, "secret_key", PERSON, "copy", version=9),
    "an export of one that is gone": lambda w, i: w.vault.export_all(PERSON, "kdbx", [i.id, "gone"]),
    "a wrong password": lambda w, i: w.vault.unlock_with_password(Secret(LOST)),
    "a mistyped recovery key": lambda w, i: w.vault.unlock_with_recovery(Secret(LOST)),
    "another recovery key": lambda w, i: w.vault.unlock_with_recovery(write_recovery_key(new_key())),
}
DISK_FULL: dict[str, Work] = {
    "save": lambda w, i: w.vault.save(_fields(("key", LOST * 1000)), PERSON),
    "add_field": lambda w, i: w.vault.add_field(i.id, FieldValue("key", Secret(LOST * 1000)), PERSON),
    "save_all": lambda w, i: w.vault.save_all([_fields(("key", LOST * 1000))], PERSON, "json"),
    "restore_version": lambda w, i: w.vault.restore_version(i.id, 1, PERSON),
}
DAMAGED: dict[str, Work] = {
    "take": lambda w, i: w.vault.take(i.id, "secret_key", PERSON, "reveal"),
    "read": lambda w, i: w.vault.read(i.id, PERSON),
    "export_all": lambda w, i: w.vault.export_all(PERSON, "kdbx"),
    "restore_version": lambda w, i: w.vault.restore_version(i.id, 1, PERSON),
    "save": lambda w, i: w.vault.save(_fields(("key", LOST)), PERSON),
    "save_all": lambda w, i: w.vault.save_all([_fields(("key", LOST))], PERSON, "json"),
}


async def _two_versions(world: VaultWorld) -> CredentialInfo:
    await world.save(stripe(values={"secret_key": LOST, "pem": LOST * 300}))
    (info,) = await world.save(stripe())
    return info


async def _assert_tells_nothing(
    running: Awaitable[object], caplog: pytest.LogCaptureFixture, *more: str
) -> KriptikError:
    """Let it fail, and look for secrets wherever an error may be shown."""
    with pytest.raises(KriptikError) as caught:
        await running
    logger = logging.getLogger("tests.secrecy")
    logger.error("it failed: %s", caught.value, exc_info=caught.value)
    shown = [caplog.text, "".join(traceback.format_exception(caught.value)), repr(vars(caught.value))]
    for error in _chain(caught.value):
        _assert_clean(error, LOST, *more)
        shown.append(repr(error.args))
    for secret in (*SECRETS, LOST, *more):
        assert secret not in "".join(shown)
    return caught.value


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """Return the error and those it came from, those that ``from None`` only hides included."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


@pytest.mark.allow_logs("it failed")
@pytest.mark.parametrize("call", REFUSED.values(), ids=REFUSED)
async def test_what_is_refused_is_in_no_traceback(
    world: VaultWorld, caplog: pytest.LogCaptureFixture, call: Work
) -> None:
    info = await _two_versions(world)
    await _assert_tells_nothing(call(world, info), caplog, world.recovery.reveal())
    with pytest.raises(KriptikError):
        await call(world, info)


@pytest.mark.allow_logs("it failed", "could not be noted in the audit log")
@pytest.mark.parametrize("call", DISK_FULL.values(), ids=DISK_FULL)
async def test_a_full_disk_shows_no_value(world: VaultWorld, caplog: pytest.LogCaptureFixture, call: Work) -> None:
    info = await _two_versions(world)
    pages = world.file.stat().st_size // 4096
    limit = f"PRAGMA max_page_count = {pages}"
    await world.vault._file.plain(lambda connection: connection.execute(limit).fetchall())
    error = await _assert_tells_nothing(call(world, info), caplog)
    assert isinstance(error, DiskFull)


@pytest.mark.allow_logs("it failed", "could not be noted in the audit log")
@pytest.mark.parametrize("spoilt", ["field", "audit"])
@pytest.mark.parametrize("call", DAMAGED.values(), ids=DAMAGED)
async def test_damage_on_the_way_shows_no_value(
    world: VaultWorld, caplog: pytest.LogCaptureFixture, call: Work, spoilt: str
) -> None:
    """Other fields are decrypted already when one does not open, and all of them when the log cannot be written."""
    info = await _two_versions(world)
    spoil = "DROP TABLE audit" if spoilt == "audit" else "UPDATE field SET nonce = zeroblob(12) WHERE position > 0"
    await world.vault._file.write(lambda change: change.connection.execute(spoil).fetchall())
    error = await _assert_tells_nothing(call(world, info), caplog)
    assert isinstance(error, VaultDamaged)


def test_a_stored_value_that_nobody_wrote_is_damage_and_carries_nothing() -> None:
    for plain in (b"\x00", b"\x00\x01\x00\x01ab" + LOST.encode() + b"\xff", b"\xff\xff\xff\xff" + b"\xfe" * 9):
        with pytest.raises(VaultDamaged) as caught:
            unpack_field(Key(plain))
        assert list(_chain(caught.value)) == [caught.value]
        _assert_clean(caught.value, LOST)


async def test_what_leaves_the_vault_can_be_handled_without_showing_it(
    world: VaultWorld, caplog: pytest.LogCaptureFixture
) -> None:
    """What is asked of a Secret in its own tests, asked of everything that really holds one."""
    info = await _two_versions(world)
    taken = await world.vault.take(info.id, "secret_key", PERSON, "reveal", version=1)
    assert taken.reveal() == LOST
    credential = await world.vault.read(info.id, PERSON)
    exported = (await world.vault.export_all(PERSON, "kdbx"))[0]
    caplog.set_level(logging.DEBUG)
    for held in (taken, credential, exported, await world.vault.history(info.id), stripe()):
        shown = [repr(held), str(held), f"{held}", f"{held!r:>5}", "%s %r".__mod__((held, held))]
        shown += [json.dumps(held, default=str), repr(copy.copy(held)), repr(copy.deepcopy(held))]
        if dataclasses.is_dataclass(held) and not isinstance(held, type):
            shown += [repr(dataclasses.asdict(held)), repr(dataclasses.astuple(held)), repr(dataclasses.replace(held))]
        logging.getLogger("tests.secrecy").info("%s %r", held, held)
        for dump in (pickle.dumps, vars, json.dumps):
            try:
                shown.append(repr(dump(held)))
            except TypeError as error:
                shown.append("".join(traceback.format_exception(error)))
        text = "".join(shown) + caplog.text
        assert not any(secret in text for secret in (*SECRETS, LOST))


def _assert_clean(error: BaseException, *more: str) -> None:
    """Only frames of the app count: pytest's own hold the test's values."""
    found = traceback.TracebackException.from_exception(error, capture_locals=True)
    lines = []
    for frame in found.stack:
        if "kriptik_desktop" in Path(frame.filename).parts:
            lines.append(f"{frame.name}: {frame.locals}")
    text = "\n".join(lines) + str(error) + repr(error)
    assert lines or not isinstance(error, KriptikError)
    for secret in (*SECRETS, *more):
        assert secret not in text, text
