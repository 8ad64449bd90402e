"""The body of every command: services in, plain JSON out.

Window, agent and one-shot owner serve the same table, so a command means the same wherever it runs.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from kriptik_desktop.control import errors
from kriptik_desktop.control.commands import (
    audit,
    build,
    credential_uses,
    credentials,
    env,
    history,
    project,
    refining,
    vault,
    vault_copies,
    vault_keys,
    vault_transfer,
)
from kriptik_desktop.control.commands.params import Params
from kriptik_desktop.control.server import Dispatch, Progress
from kriptik_desktop.services import Services

Command = Callable[[Services, Params, Progress], Awaitable[Any]]

COMMANDS: Mapping[str, Command] = {
    **project.COMMANDS,
    **vault.COMMANDS,
    **vault_keys.COMMANDS,
    **vault_copies.COMMANDS,
    **vault_transfer.COMMANDS,
    **audit.COMMANDS,
    **credentials.COMMANDS,
    **history.COMMANDS,
    **credential_uses.COMMANDS,
    **build.COMMANDS,
    **env.COMMANDS,
    **refining.COMMANDS,
}


def dispatcher(services: Services, own: Mapping[str, Callable[[], Any]]) -> Dispatch:
    """Return the function that runs a named command; ``own`` are those of this kind of owner, tried first."""

    async def dispatch(name: str, params: Mapping[str, Any], progress: Progress) -> Any:
        if name in own:
            return own[name]()
        if name == "window.raise":
            raise errors.no_window()
        if name not in COMMANDS:
            raise errors.unknown_command(name)
        services.auto_lock.touch()
        await services.auto_lock.look()
        return await COMMANDS[name](services, Params(params), progress)

    return dispatch
