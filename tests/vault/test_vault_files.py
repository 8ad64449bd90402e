"""Who may read the vault's files; as a user without rights, because root may do everything."""

from __future__ import annotations

import asyncio
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from kriptik_desktop.core.errors import KriptikError
from kriptik_desktop.vault import files
from kriptik_desktop.vault.errors import VaultDamaged, VaultRefused
from tests.fakes.unprivileged import as_nobody, folder_of_nobody
from tests.fakes.vault_world import VaultWorld, stripe

Spoil = Callable[[Path], object]


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_an_unprivileged_user_gets_a_private_folder_and_private_files() -> None:
    def work() -> dict[str, int]:
        old = os.umask(0)
        try:
            return asyncio.run(_modes(folder / "new" / "data"))
        finally:
            os.umask(old)

    with folder_of_nobody() as folder:
        assert as_nobody(work) == {"data": 0o700, "vault.db": 0o600, "vault.db-journal": 0o600, "vault.db.lock": 0o600}


async def _modes(folder: Path) -> dict[str, int]:
    world = VaultWorld(folder)
    await world.create(keyring=False)
    await world.save(stripe())
    modes = {path.name: _mode(path) for path in (folder, *folder.iterdir())}
    await world.vault.close()
    return modes


SPOILED: dict[str, tuple[Spoil, str, str]] = {
    "folder readable by the group": (lambda f: f.chmod(0o750), "folder_open_to_others", "chmod 700"),
    "folder writable by all": (lambda f: f.chmod(0o707), "folder_open_to_others", "chmod 700"),
    "file readable by the group": (lambda f: (f / "vault.db").chmod(0o640), "file_open_to_others", "chmod 600"),
    "file readable by all": (lambda f: (f / "vault.db").chmod(0o604), "file_open_to_others", "chmod 600"),
    "file is a link": (lambda f: _linked(f / "vault.db"), "symlink", "KRIPTIK_HOME"),
    "file is a dangling link": (lambda f: _dangling(f / "vault.db"), "symlink", "KRIPTIK_HOME"),
    "file is a folder": (lambda f: _as_folder(f / "vault.db"), "not_a_file", "Move it away"),
    "lock is a link": (lambda f: _dangling(f / "vault.db.lock"), "no_access", "disk"),
    "folder cannot be entered": (lambda f: f.chmod(0o000), "no_access", "disk"),
    "folder of no vault cannot be written": (lambda f: _without_vault(f), "no_access", "lets you write"),
}


def _linked(path: Path) -> None:
    path.rename(path.with_name("elsewhere.db"))
    path.symlink_to("elsewhere.db")


def _dangling(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere")


def _as_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _without_vault(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()
    folder.chmod(0o500)


@pytest.mark.parametrize("name", SPOILED)
def test_a_file_that_lies_wrong_is_refused_with_the_way_out(name: str) -> None:
    spoil, code, hint = SPOILED[name]
    with folder_of_nobody() as folder:
        answer = as_nobody(lambda: asyncio.run(_refusal(folder / "data", spoil)))
    assert answer["code"] == f"vault_{code}"
    assert hint in answer["hint"]
    assert str(folder) in answer["message"]


async def _refusal(folder: Path, spoil: Spoil) -> dict[str, str]:
    world = VaultWorld(folder)
    await world.create(keyring=False)
    await world.vault.close()
    spoil(folder)
    vault = world.fresh()
    try:
        await vault.open()
    except KriptikError as error:
        return {"code": error.code, "message": error.message, "hint": error.hint}
    finally:
        await vault.close()
    return {"code": "none", "message": "", "hint": ""}


def test_what_belongs_to_another_user_is_refused() -> None:
    def work() -> list[str]:
        said = []
        for check, path in ((files.check_file, Path("/etc/passwd")), (files.prepare_folder, Path("/etc"))):
            with pytest.raises(VaultRefused) as caught:
                check(path)
            said.append(caught.value.code)
        return said

    assert as_nobody(work) == ["vault_foreign_owner", "vault_foreign_owner"]


def test_a_folder_that_is_a_file_is_said(tmp_path: Path) -> None:
    path = tmp_path / "data"
    path.write_text("")
    with pytest.raises(VaultRefused, match="is not a folder"):
        files.prepare_folder(path)


async def test_an_empty_file_is_damage_and_never_a_new_vault(folder: Path) -> None:
    (folder / "vault.db").touch(mode=0o600)
    vault = VaultWorld(folder).fresh()
    with pytest.raises(KriptikError, match="is empty"):
        await vault.open()
    await vault.close()
    assert (folder / "vault.db").read_bytes() == b""


async def test_a_database_of_another_program_is_left_alone(folder: Path) -> None:
    import sqlite3

    path = folder / "vault.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE other (a)")
    connection.close()
    path.chmod(0o600)
    before = path.read_bytes()
    vault = VaultWorld(folder).fresh()
    with pytest.raises(KriptikError, match="another program"):
        await vault.open()
    await vault.close()
    assert path.read_bytes() == before


@pytest.mark.parametrize("at", [0, 15, 18, 19, 21])
async def test_a_damaged_header_is_damage_and_no_missing_permission(folder: Path, at: int) -> None:
    world = VaultWorld(folder)
    await world.create()
    await world.vault.close()
    data = bytearray(world.file.read_bytes())
    data[at] ^= 2
    world.file.write_bytes(data)
    vault = world.fresh()
    with pytest.raises(VaultDamaged, match="does not begin as a vault does"):
        await vault.open()
    await vault.close()
