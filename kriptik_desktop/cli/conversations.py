"""Commands that talk with the person between one call of the owner and the next.

What the person is asked about is looked up first and done only after the answer; an answer that never comes changes
nothing.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from kriptik_desktop.cli import asking, kit
from kriptik_desktop.cli.calls import Calls
from kriptik_desktop.cli.credential_printing import print_uses
from kriptik_desktop.control import calling
from kriptik_desktop.core.errors import InvalidInput, KriptikError, Refused
from kriptik_desktop.core.secret import Secret

Options = argparse.Namespace
Conversation = Callable[[Options, Calls], Awaitable[Any]]


async def _init(options: Options, calls: Calls) -> Any:
    made = await calls("vault.init")
    secret, result = Secret(made["recovery_kit"]), kit.hand_over(made, options.recovery_file)
    if options.kept or not asking.on_terminal():
        return result
    if "recovery_kit" in result:
        kit.show(secret)
    if kit.proven(secret, ""):
        return {**result, **await calls("vault.kit.kept")}
    print("The vault is made. Show later that you kept the kit: 'kriptik vault kit --check'.", file=sys.stderr)
    return result


async def _unlock(options: Options, calls: Calls) -> Any:
    await calling.start_agent(calls.paths)
    return await calls("vault.unlock")


async def _password(options: Options, calls: Calls) -> Any:
    return await _with_new_password(options.off, "vault.password", "new_password", "New master password", calls)


async def _export(options: Options, calls: Calls) -> Any:
    return await _with_new_password(False, "vault.export", "export_password", "Password of the new file", calls)


async def _with_new_password(without: bool, command: str, name: str, prompt: str, calls: Calls) -> Any:
    """The present password is asked for before the new one, as everywhere else."""
    if without or calls.knows(name):
        return await calls(command)
    if not asking.on_terminal():
        option = f"--{name.replace('_', '-')}-fd"
        raise InvalidInput(
            "password_missing",
            f"'{prompt}' was not given; nothing was changed.",
            f"Give it with {option}, or the command on a terminal.",
        )
    await calls("vault.prove")
    return await calls(command, **{name: asking.ask_new_password(prompt)})


async def _kit(options: Options, calls: Calls) -> Any:
    if options.check:
        return await calls("vault.kit.check")
    return await _with_new_kit(options, calls, lambda text: calls("vault.kit.replace", new_kit=text))


async def _rekey(options: Options, calls: Calls) -> Any:
    if options.same_kit:
        return await calls("vault.rekey")
    return await _with_new_kit(options, calls, lambda text: calls("vault.rekey", new_kit=text, new=True))


async def _with_new_kit(options: Options, calls: Calls, use: Callable[[str], Awaitable[Any]]) -> Any:
    kit.refuse_existing(options.recovery_file, "nothing was changed")
    kit.refuse_unproven(kept=options.kept)
    drawn = await calls("vault.kit.draw")
    text, handed = Secret(drawn["recovery_kit"]), kit.hand_over(drawn, options.recovery_file)
    written = handed.get("recovery_file")
    if not options.kept:
        with kit.withdrawn(written):
            if written is None:
                kit.show(text)
            kit.require_proof(text, drawn["vault"])
    with kit.unused(text, written):
        return {**handed, **await use(text.reveal())}


async def _delete(options: Options, calls: Calls) -> Any:
    confirm = options.confirm
    if confirm is None:
        if not asking.on_terminal():
            raise _unconfirmed("vault_not_deleted", '--confirm "delete everything"')
        state = await calls("vault.status")
        print(f"This deletes {state['file']}, its backups and its key in the keyring, for good.", file=sys.stderr)
        confirm = asking.ask_line('Type "delete everything" to do it:')
    return await calls("vault.delete", confirm=confirm)


async def _remove(options: Options, calls: Calls) -> Any:
    if options.yes:
        return await calls("credentials.remove")
    uses = await calls("credentials.uses")
    print_uses(uses)
    if not asking.on_terminal():
        raise _unconfirmed("credential_not_removed", "--yes")
    if asking.ask_line("Delete it with its history? [y/N]").casefold() not in ("y", "yes"):
        raise Refused("credential_not_removed", "Nothing was deleted.", "")
    return await calls("credentials.remove")


def _unconfirmed(code: str, option: str) -> KriptikError:
    return InvalidInput(code, "Nothing was deleted: there is no terminal to ask for a yes.", f"Say it with {option}.")


CONVERSATIONS: Final[Mapping[str, Conversation]] = {
    "vault.init": _init,
    "vault.unlock": _unlock,
    "vault.password": _password,
    "vault.kit": _kit,
    "vault.rekey": _rekey,
    "vault.export": _export,
    "vault.delete": _delete,
    "credentials.remove": _remove,
}
