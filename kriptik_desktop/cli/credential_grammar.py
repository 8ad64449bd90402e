"""The grammar of ``kriptik credentials``; values of credentials come by standard input, never by an option."""

from __future__ import annotations

import argparse
from typing import Any

Verbs = Any
"""argparse does not export the type of its subparsers."""


def add_credentials(groups: Verbs, common: argparse.ArgumentParser) -> None:
    """Add ``credentials`` and its verbs."""
    credentials = groups.add_parser("credentials", help="list, give, check, show, connect, delete credentials")
    verbs = credentials.add_subparsers(dest="verb", required=True, metavar="VERB")
    listing = verbs.add_parser("list", parents=[common], help="list credentials and open requests")
    listing.add_argument("--project", metavar="PROJECT")
    listing.add_argument("--integration", metavar="ID")
    listing.add_argument("--mode", choices=("test", "live", "none"))
    listing.add_argument("--status", choices=("valid", "unverified", "expiring", "expired", "invalid", "unknown"))
    _set(verbs, common)
    check = verbs.add_parser("check", parents=[common], help="ask the providers whether one or all credentials work")
    check.add_argument("credential", metavar="CREDENTIAL", nargs="?", help="without it, all are checked")
    check.add_argument("--project", metavar="PROJECT", help="only what this project uses")
    _one(verbs, common, "show", "show everything about a credential but its values")
    reveal = _one(verbs, common, "reveal", "print one value of a credential")
    reveal.add_argument("field", metavar="FIELD")
    reveal.add_argument("--version", type=int, metavar="N", help="as it was in an older version")
    revert = _one(verbs, common, "revert", "make an older version the present one")
    revert.add_argument("version", type=int, metavar="VERSION")
    for verb, text in (("link", "let a project use a credential"), ("unlink", "take a credential from a project")):
        _one(verbs, common, verb, text).add_argument("project", metavar="PROJECT")
    remove = _one(verbs, common, "remove", "delete a credential with its history")
    remove.add_argument("--yes", action="store_true", help="do it without asking")


def _one(verbs: Verbs, common: argparse.ArgumentParser, verb: str, text: str) -> argparse.ArgumentParser:
    one: argparse.ArgumentParser = verbs.add_parser(verb, parents=[common], help=text)
    one.add_argument("credential", metavar="CREDENTIAL")
    return one


def _set(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    given = verbs.add_parser(
        "set",
        parents=[common],
        help="give a credential: whatever was copied comes by standard input, or its values are asked for",
    )
    given.add_argument("project", metavar="PROJECT")
    given.add_argument("integration", metavar="ID")
    given.add_argument("--account", metavar="LABEL", help="what to call the account, where the provider does not tell")
    given.add_argument("--unverified", action="store_true", help="save even if the provider cannot be asked now")
    given.add_argument("--anyway", action="store_true", help="save even if something about the values is odd")
    given.add_argument("--detach", action="store_true", help="let an agent go on with the build")
