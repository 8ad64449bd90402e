"""From the words of the command line to the parameters of a command.

Paths are made absolute and secrets are read here: the owner has another working folder and no terminal.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from kriptik_desktop.cli import asking
from kriptik_desktop.cli.kit import refuse_existing
from kriptik_desktop.core.errors import InvalidInput
from kriptik_desktop.core.paths import AppPaths

Options = argparse.Namespace

_PASSED_ON: Final = (
    "name",
    "mode",
    "status",
    "project",
    "integration",
    "account",
    "unverified",
    "anyway",
    "detach",
    "credential",
    "field",
    "version",
    "limit",
    "build",
    "keyring",
    "kept",
    "switch",
    "off",
    "accept_older",
    "yes",
    "confirm",
)
_PATHS: Final = {"file": "file", "to": "to", "kdbx": "file"}
_DESCRIPTORS: Final = {
    "new_password_fd": "new_password",
    "backup_password_fd": "backup_password",
    "export_password_fd": "export_password",
    "import_password_fd": "import_password",
}


def params_of(command: str, options: Options) -> dict[str, Any]:
    """Return the parameters of a command.

    Raises InvalidInput where something needed was not given and nobody can be asked.
    """
    known = vars(options)
    params = {key: known[key] for key in _PASSED_ON if known.get(key) is not None}
    for key in ("add", "remove"):
        if isinstance(known.get(key), list):
            params[key] = " ".join(known[key])
    for option, key in _PATHS.items():
        if known.get(option) is not None:
            params[key] = str(Path(known[option]).absolute())
    for option, key in _DESCRIPTORS.items():
        if known.get(option) is not None:
            params[key] = asking.read_descriptor(known[option], f"--{option.replace('_', '-')}")
    password = asking.given_password(known.get("password_fd"))
    if password is not None:
        params["vault_password"] = password
    return {**params, **_OWN.get(command, _nothing)(options, params)}


def _nothing(options: Options, params: Mapping[str, Any]) -> dict[str, Any]:
    return {}


def _new_project(options: Options, params: Mapping[str, Any]) -> dict[str, Any]:
    folder = Path(options.folder or _folder_name(options.name)).absolute()
    return {"prompt": asking.given_text(options.prompt), "folder": str(folder)}


def _open_project(options: Options, params: Mapping[str, Any]) -> dict[str, Any]:
    return {"folder": str(Path(options.folder).absolute())}


def _folder_name(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "project"


def _init(options: Options, params: Mapping[str, Any]) -> dict[str, Any]:
    refuse_existing(options.recovery_file, "no vault was made")
    password = params.get("vault_password")
    if password is None and not options.keyring:
        password = asking.ask_new_password()
    if password is None and not options.keyring:
        raise InvalidInput(
            "no_way_to_open",
            "A new vault needs a master password or this computer's keyring.",
            "Use --keyring, --password-fd or KRIPTIK_PASSWORD_FILE, or give the command on a terminal.",
        )
    return {"new_password": password}


def _unlock(options: Options, params: Mapping[str, Any]) -> dict[str, Any]:
    return {"recovery_kit": asking.ask_kit("Recovery kit")} if options.recovery else {}


def _kit(options: Options, params: Mapping[str, Any]) -> dict[str, Any]:
    return {"recovery_kit": asking.ask_kit("Recovery kit")} if options.check else {}


def _restore(options: Options, params: Mapping[str, Any]) -> dict[str, Any]:
    return {"backup_kit": asking.ask_kit("Recovery kit of the backup")} if options.recovery else {}


def _rekey(options: Options, params: Mapping[str, Any]) -> dict[str, Any]:
    return {"new_kit": asking.ask_kit("Present recovery kit")} if options.same_kit else {}


def _import(options: Options, params: Mapping[str, Any]) -> dict[str, Any]:
    assigned = dict[str, str]()
    for words in options.assigned:
        key, separator, integration = words.rpartition("=")
        if not separator or not key or not integration:
            raise InvalidInput("wrong_assignment", f"'{words}' is not KEY=ID.", "Example: --as 3=stripe.")
        assigned[key] = integration
    return {"assigned": assigned, "only": dict.fromkeys(options.only, "")}


def _values(options: Options, params: Mapping[str, Any]) -> dict[str, Any]:
    from kriptik_desktop.providers.own_files import load_catalogue

    catalogue, _ = load_catalogue(AppPaths.from_environment().own_providers)
    provider = catalogue.get(options.integration)
    if sys.stdin.isatty():
        fields = [
            {"name": field.name, "label": field.label, "secret": field.secret, "required": field.required}
            for field in provider.form_fields
        ]
        return {"values": asking.ask_values(fields)}
    aliases = {name: field.name for field in provider.form_fields for name in (field.name, *field.env_names("nextjs"))}
    text = sys.stdin.read()
    values = asking.named_values(text, aliases)
    return {"pasted": text} if values is None else {"values": values}


_OWN: Final[Mapping[str, Callable[[Options, Mapping[str, Any]], dict[str, Any]]]] = {
    "project.new": _new_project,
    "project.open": _open_project,
    "vault.init": _init,
    "vault.unlock": _unlock,
    "vault.kit": _kit,
    "vault.rekey": _rekey,
    "vault.restore": _restore,
    "vault.import": _import,
    "credentials.set": _values,
}
