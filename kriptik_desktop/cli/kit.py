"""The recovery kit on its way from the vault to the person: written or shown, and proven to be kept.

A kit that could not be written is shown, and one that was not proven never replaces another: no way ends without a kit
that somebody holds.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from kriptik_desktop.cli import asking
from kriptik_desktop.core.errors import InvalidInput, KriptikError, Refused
from kriptik_desktop.core.secret import Secret

_TRIES: Final = 3
_UNCERTAIN: Final = ("owner_gone", "bug")
"""Errors after which nobody knows here whether the owner had done what it was asked."""


def refuse_existing(recovery_file: str | None, outcome: str) -> None:
    """Raise InvalidInput where something lies already at the place of a new recovery kit."""
    if recovery_file and os.path.lexists(recovery_file):
        raise InvalidInput(
            "recovery_file_exists",
            f"There is something at {recovery_file} already; {outcome}.",
            "Name a new file for the recovery kit.",
        )


def refuse_unproven(*, kept: bool) -> None:
    """Raise InvalidInput where nobody could show that they kept a new kit."""
    if not kept and not asking.on_terminal():
        raise InvalidInput(
            "kit_unproven",
            "A new recovery kit replaces the old one only when it was kept; nothing was changed.",
            "Give the command on a terminal, or say --kept if its output or file is kept safe.",
        )


def hand_over(result: dict[str, Any], recovery_file: str | None) -> dict[str, Any]:
    """Write the kit of a result to the file that was named; where that fails it stays in the result, to be shown."""
    from kriptik_desktop.vault.recovery_file import write_kit_file

    if not recovery_file:
        return result
    path = Path(recovery_file)
    try:
        write_kit_file(path, Secret(result["recovery_kit"]), replace=False)
    except OSError as error:
        print(f"kriptik: {path} could not be written ({error.strerror}), so the kit is shown here.", file=sys.stderr)
        return result
    return {**{name: value for name, value in result.items() if name != "recovery_kit"}, "recovery_file": str(path)}


def show(kit: Secret) -> None:
    """Print the kit where the person sees it before they are asked; a result on standard output stays apart."""
    print("Recovery kit. Keep it somewhere safe; it opens the vault when everything else is lost:\n", file=sys.stderr)
    print(f"  {kit.reveal()}\n", file=sys.stderr)


def proven(kit: Secret, vault_id: str) -> bool:
    """Ask on the terminal for two groups of the kit and return whether they came back right, in at most three tries."""
    from kriptik_desktop.vault.model import RecoveryKit

    drawn = RecoveryKit(kit, vault_id)
    for _ in range(_TRIES):
        answers = {number: Secret(asking.ask_line(f"Type group {number} of the kit:")) for number in drawn.asked}
        if drawn.proves(answers):
            return True
        print("That is not what the kit says there.", file=sys.stderr)
    return False


def require_proof(kit: Secret, vault_id: str) -> None:
    """Return when the person has shown that they kept the kit.

    Raises Refused when they have not.
    """
    if not proven(kit, vault_id):
        raise Refused(
            "kit_not_proven", "The kit was not shown to be kept, so nothing was changed.", "The old one is still good."
        )


@contextmanager
def withdrawn(written: str | None) -> Iterator[None]:
    """Delete the kit's file where what is done meanwhile fails: nothing was asked of the vault yet."""
    try:
        yield
    except BaseException:
        _delete(written)
        raise


@contextmanager
def unused(kit: Secret, written: str | None) -> Iterator[None]:
    """Delete the kit's file where the vault refused the kit.

    Where the answer never came, the vault may have taken the kit: then it is kept or shown, and said to be so.
    """
    try:
        yield
    except BaseException as error:
        if isinstance(error, KriptikError) and error.code not in _UNCERTAIN:
            _delete(written)
        else:
            if not written:
                show(kit)
            print("This kit may be the vault's own by now. Check it: 'kriptik vault kit --check'.", file=sys.stderr)
        raise


def _delete(written: str | None) -> None:
    if written:
        with suppress(OSError):
            Path(written).unlink()
