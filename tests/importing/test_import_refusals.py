"""Every file that cannot be imported gets its own reason, and none of them costs more than it may."""

from __future__ import annotations

import hashlib
import io
import json
import os
import struct
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from kriptik_desktop.acquisition.confined.parent import Limits
from kriptik_desktop.acquisition.importing.errors import ImportFileClosed, ImportFileMissing, ImportUnreadable
from kriptik_desktop.acquisition.importing.reading import MOST_BYTES, read_foreign
from kriptik_desktop.acquisition.importing.service import Importer
from kriptik_desktop.core.errors import KriptikError
from kriptik_desktop.core.secret import Secret
from tests.fakes import foreign_files as made
from tests.fakes.unprivileged import as_nobody, folder_of_nobody
from tests.fakes.vault_world import VaultWorld

ENV = "OPENAI_API_KEY=été-sk-proj-0123456789\n"
PASSWORD = Secret(made.FILE_PASSWORD)


def zipped(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def bomb() -> bytes:
    """Return a small archive that unpacks to more than any list of credentials."""
    return zipped({"export.data": b'{"accounts": [' + b" " * (130 << 20)})


@cache
def small_kdbx() -> bytes:
    return made.kdbx([{"title": "x", "password": "y"}])


def dear_kdbx(name: str, value: int) -> bytes:
    """Return a database whose header asks for an absurd cost, with the header's own checksum made right again."""
    content = bytearray(small_kdbx())
    at = content.index(struct.pack("<I", 1) + name.encode()) + 5 + 4
    size = int.from_bytes(content[at - 4 : at], "little")
    content[at : at + size] = value.to_bytes(size, "little")
    end = content.index(b"\r\n\r\n") + 4
    content[end : end + 32] = hashlib.sha256(content[:end]).digest()
    return bytes(content)


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "import_file_empty"),
    "blank": (lambda: b" \r\n\t \n", "import_file_empty"),
    "too large": (lambda: b"A=1\n" * (MOST_BYTES // 4 + 1), "import_file_too_large"),
    "prose": (lambda: b"Dear reader,\nthis is a letter.\n", "import_format_unknown"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(64), "import_text_binary"),
    "utf-16": (lambda: ENV.encode("utf-16"), "import_text_utf16"),
    "utf-16 without its mark": (lambda: ENV.encode("utf-16-le"), "import_text_utf16"),
    "latin-1": (lambda: ENV.encode("latin-1"), "import_text_not_utf8"),
    "comments only": (lambda: b"# nothing here\n", "import_nothing_inside"),
    "json cut off": (lambda: b'{"A": "b", ', "import_damaged"),
    "json too deep": (lambda: b"[" * 100_000, "import_damaged"),
    "json number": (lambda: b"[1, 2, 3]", "import_format_unknown"),
    "json without anything": (lambda: b"{}", "import_nothing_inside"),
    "json with too much": (lambda: json.dumps({f"K{at}": "v" for at in range(20_001)}).encode(), "import_too_many"),
    "csv with an open quote": (lambda: b'Title,Password\nA,"b\n', "import_damaged"),
    "csv with too many columns": (lambda: b"Title,Password\nA,b,c\n", "import_damaged"),
    "zip of something else": (lambda: zipped({"word/document.xml": b"<x/>"}), "import_zip_unknown"),
    "empty zip": (lambda: zipped({}), "import_zip_unknown"),
    "zip cut off": (lambda: made.onepassword_1pux([])[:-30], "import_damaged"),
    "zip bomb": (bomb, "import_answer_too_large"),
    "keepass 1": (lambda: bytes.fromhex("03d9a29a65fb4bb5") + bytes(100), "import_kdb_old"),
    "vault": (lambda: b"SQLite format 3\0" + bytes(100), "import_is_a_vault"),
    "kdbx cut off": (lambda: small_kdbx()[:300], "import_damaged"),
    "kdbx head only": (lambda: bytes.fromhex("03d9a29a67fb4bb5"), "import_damaged"),
    "kdbx of tomorrow": (lambda: bytes.fromhex("03d9a29a67fb4bb500000900") + bytes(100), "import_version_unknown"),
    "kdbx that wants a terabyte": (lambda: dear_kdbx("M", 1 << 40), "import_cost_absurd"),
    "kdbx that wants years": (lambda: dear_kdbx("I", 1 << 30), "import_cost_absurd"),
    "bitwarden that wants a terabyte": (
        lambda: json.dumps(made.bitwarden_protected({}, argon=True, kdfMemory=1 << 20)).encode(),
        "import_cost_absurd",
    ),
    "bitwarden that wants years": (
        lambda: json.dumps(made.bitwarden_protected({}, kdfIterations=1 << 40)).encode(),
        "import_cost_absurd",
    ),
    "bitwarden of tomorrow": (
        lambda: json.dumps(made.bitwarden_protected({}, kdfType=9)).encode(),
        "import_version_unknown",
    ),
    "bitwarden without salt": (lambda: json.dumps(made.bitwarden_protected({}, salt=None)).encode(), "import_damaged"),
}


@pytest.mark.parametrize("name", REFUSED)
async def test_each_has_its_own_reason(name: str) -> None:
    make, code = REFUSED[name]
    with pytest.raises(ImportUnreadable) as caught:
        await read_foreign(make(), PASSWORD, Limits())
    assert caught.value.code == code
    assert "Nothing was imported." in caught.value.message
    assert caught.value.hint


async def test_a_refused_file_leaves_the_vault_as_it_was(importer: Importer, world: VaultWorld) -> None:
    before = await world.vault.audit()
    with pytest.raises(ImportUnreadable):
        await importer.preview(b"Dear reader,\nthis is a letter.\n")
    assert await world.vault.list() == []
    assert await world.vault.audit() == before


def test_every_reason_says_what_and_what_to_do() -> None:
    from kriptik_desktop.acquisition.importing.errors import _TEXTS, of_code

    for code in (
        *_TEXTS,
        "import_password_needed",
        "import_password_wrong",
        "kdbx_not_installed",
        "made up by a child",
    ):
        error = of_code(code, kind="kdbx", where=" (line 3)", most=7)
        assert isinstance(error, KriptikError)
        assert error.message.endswith(".")
        assert error.hint.endswith(".")
        assert "{" not in str(error)


async def test_paths_that_are_no_files(importer: Importer, tmp_path: Path) -> None:
    with pytest.raises(ImportFileMissing):
        await importer.preview(tmp_path / "gone")
    with pytest.raises(ImportUnreadable) as caught:
        await importer.preview(tmp_path)
    assert caught.value.code == "import_not_a_file"
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(ImportUnreadable) as caught:
            await importer.preview(tmp_path / "pipe")
        assert caught.value.code == "import_not_a_file"


def test_a_file_that_may_not_be_read() -> None:
    from kriptik_desktop.acquisition.importing.reading import _load

    with folder_of_nobody() as folder:
        (folder / "closed").write_text("A=1")
        (folder / "closed").chmod(0)

        def look() -> str:
            try:
                _load(folder / "closed")
            except ImportFileClosed as error:
                return error.message
            return "read"

        if os.getuid() == 0:
            os.chown(folder / "closed", folder.stat().st_uid, folder.stat().st_gid)
        assert as_nobody(look) == "The file cannot be read: permission denied."


async def test_a_reader_that_takes_too_long_is_ended() -> None:
    with pytest.raises(ImportUnreadable) as caught:
        await read_foreign(dear_kdbx("I", 400_000), PASSWORD, Limits(clock_s=0.5))
    assert caught.value.code == "import_took_too_long"


async def test_a_reader_that_takes_too_much_memory_is_ended() -> None:
    with pytest.raises(ImportUnreadable) as caught:
        await read_foreign(dear_kdbx("M", 512 << 20), PASSWORD, Limits(memory=300 << 20))
    assert caught.value.code == "import_reader_ended"
