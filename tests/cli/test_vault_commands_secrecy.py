"""No command about the vault leaves a secret anywhere: not in words, options, logs, the state database or errors."""

from __future__ import annotations

import argparse
import base64
import json
import secrets
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from kriptik_desktop.cli import kit
from kriptik_desktop.cli.parser import build_parser
from kriptik_desktop.control.errors import owner_gone
from kriptik_desktop.core.errors import Refused
from kriptik_desktop.core.secret import Secret
from tests.cli.desk import AWAY_S, Desk
from tests.fakes.vault_world import PERSON, stripe


async def test_commands_leave_no_secret_behind(desk: Desk, tmp_path: Path) -> None:
    words = {name: f"{name} {secrets.token_hex(12)}" for name in ("first", "second", "foreign")}
    old, new = (f"sk_test_51{secrets.token_hex(12)}" for _ in range(2))
    publishable = "pk_test_51Habc0123456789"
    kits = [(await desk.json("vault", "init", password=words["first"]))["recovery_kit"]]
    for value in (old, new):
        draft = stripe(values={"publishable_key": publishable, "secret_key": value})
        info = await desk.services.vault.save(draft, PERSON)
    source = tmp_path / "source.json"
    source.write_text(json.dumps({"STRIPE_SECRET_KEY": old, "STRIPE_PUBLISHABLE_KEY": publishable}))
    await desk("credentials", "reveal", info.id, "secret_key")
    kits.append((await desk.json("vault", "kit", "--kept"))["recovery_kit"])
    kits.append((await desk.json("vault", "rekey", "--kept", password=words["first"]))["recovery_kit"])
    desk.printed.clear()
    desk.clock.advance(AWAY_S)
    for refused in ("second", "foreign"):
        await desk.refused("credentials", "reveal", info.id, "secret_key", password=words[refused])
        desk.clock.advance(3)
    await desk("vault", "password", password=words["first"], new_password=words["second"])
    copy, kdbx = str(tmp_path / "copy.db"), str(tmp_path / "out.kdbx")
    await desk("vault", "backup", "--to", copy)
    await desk("vault", "export", "--kdbx", kdbx, export_password=words["foreign"])
    await desk("vault", "import", str(source), "--yes")
    await desk("vault", "import", kdbx, import_password=words["foreign"])
    await desk.refused("vault", "import", kdbx, import_password=words["first"])
    await desk("credentials", "revert", info.id, "1")
    await desk("vault", "restore", copy, password=words["second"])
    for shown in (("credentials", "show", info.id), ("credentials", "list"), ("vault", "audit"), ("vault", "status")):
        await desk(*shown)
        await desk(*shown, "--json")
    await desk("vault", "kit", "--check", typed=kits[-1])
    source.unlink()
    wanted = [form for secret in (*words.values(), old, new, *kits) for form in forms(secret)]
    places = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert {desk.paths.state_file, desk.paths.vault_file, Path(kdbx)} <= set(places)
    for what, content in [("printed", "".join(desk.printed).encode()), *places.items()]:
        assert not any(form in content for form in wanted), what


def forms(secret: str) -> list[bytes]:
    """Return how a secret may look in a file: as it is, in another encoding, in hexadecimal, inside base64."""
    plain = secret.encode()
    inside = [base64.b64encode(b"x" * shift + plain)[4:-4] for shift in range(3)]
    return [plain, secret.encode("utf-16-le"), plain.hex().encode(), secret.replace("-", "").encode(), *inside]


def options(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from options(below)


def test_no_option_takes_a_secret() -> None:
    """Whatever is named after a secret takes the number of a descriptor or the name of a file, or is a switch."""
    named = [
        action
        for action in options(build_parser())
        if any(word in action.dest for word in ("password", "secret", "recovery", "kit", "key"))
    ]
    assert len(named) > 10
    for action in named:
        assert action.type is int or action.metavar == "FILE" or action.nargs == 0 or action.choices, action


@pytest.mark.parametrize("written", [True, False])
def test_a_kit_whose_answer_never_came_is_not_lost(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], written: bool
) -> None:
    """The vault may have taken it before the connection broke; then this text is all there is of it."""
    text, place = "ABCD-EFGH", tmp_path / "kit.txt"
    place.write_text(text)
    with suppress(type(owner_gone())), kit.unused(Secret(text), str(place) if written else None):
        raise owner_gone()
    said = capsys.readouterr().err
    assert place.exists()
    assert "vault kit --check" in said
    assert (text in said) is not written
    with suppress(Refused), kit.unused(Secret(text), str(place)):
        raise Refused("x", "It was refused.")
    assert not place.exists()
    assert capsys.readouterr().err == ""
