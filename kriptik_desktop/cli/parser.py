"""The grammar of the ``kriptik`` command.

No option takes a secret: what stands in argv can be read by every process of the machine.
"""

from __future__ import annotations

import argparse
from typing import Any

from kriptik_desktop import __version__
from kriptik_desktop.cli.credential_grammar import add_credentials
from kriptik_desktop.cli.vault_grammar import add_vault

Groups = Any
"""argparse does not export the type of its subparsers."""


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="print the result as JSON")
    common.add_argument(
        "--password-fd",
        type=int,
        metavar="N",
        default=argparse.SUPPRESS,
        help="read the vault's password from this file descriptor",
    )
    parser = argparse.ArgumentParser(
        prog="kriptik", description="Describe an app, give its credentials, get the wired project.", parents=[common]
    )
    parser.add_argument("--version", action="version", version=f"KripTik {__version__}")
    groups = parser.add_subparsers(dest="group", required=True, metavar="COMMAND")
    _analyze(groups, common)
    _project(groups, common)
    add_credentials(groups, common)
    add_vault(groups, common)
    _build(groups, common)
    _env(groups, common)
    agent = groups.add_parser("agent", parents=[common], help="own the data without a window and stay")
    agent.add_argument("--stop", action="store_true", help="stop the running agent")
    groups.add_parser("doctor", parents=[common], help="tell what works here and what does not")
    return parser


def _analyze(groups: Groups, common: argparse.ArgumentParser) -> None:
    analyze = groups.add_parser("analyze", parents=[common], help="tell which services a description or code asks for")
    asked = analyze.add_mutually_exclusive_group(required=True)
    asked.add_argument(
        "prompt", metavar="PROMPT", nargs="?", help="the description, or - to read it from standard input"
    )
    asked.add_argument("--code", metavar="DIR", help="tell which credentials the code in this folder needs, and where")
    analyze.add_argument(
        "--refine", action="store_true", help="let Claude check it, with KripTik's own key; the description is sent"
    )


def _project(groups: Groups, common: argparse.ArgumentParser) -> None:
    project = groups.add_parser("project", help="make, list, open, forget projects")
    verbs = project.add_subparsers(dest="verb", required=True, metavar="VERB")
    new = verbs.add_parser("new", parents=[common], help="make a project from a description")
    new.add_argument("name", metavar="NAME")
    new.add_argument(
        "--prompt", required=True, metavar="TEXT", help="the description, or - to read it from standard input"
    )
    new.add_argument("--folder", metavar="DIR", help="an empty or new folder; default: one with the name, here")
    new.add_argument("--mode", choices=("test", "live"), default="test")
    new.add_argument(
        "--add", action="append", default=[], metavar="ID", help="an integration the description does not name"
    )
    verbs.add_parser("list", parents=[common], help="list the projects")
    opened = verbs.add_parser(
        "open", parents=[common], help="open the project of a folder, also one made without KripTik"
    )
    opened.add_argument("folder", metavar="DIR")
    remove = verbs.add_parser("remove", parents=[common], help="forget a project; its files stay")
    remove.add_argument("project", metavar="PROJECT")
    stack = groups.add_parser("stack", parents=[common], help="show or change a project's stack")
    stack.add_argument("project", metavar="PROJECT")
    stack.add_argument("--add", action="append", default=[], metavar="ID")
    stack.add_argument("--remove", action="append", default=[], metavar="ID")


def _build(groups: Groups, common: argparse.ArgumentParser) -> None:
    build = groups.add_parser("build", help="start, watch, resume, cancel builds")
    verbs = build.add_subparsers(dest="verb", required=True, metavar="VERB")
    start = verbs.add_parser("start", parents=[common], help="build a project")
    start.add_argument("project", metavar="PROJECT")
    start.add_argument("--detach", action="store_true", help="let an agent do it and return at once")
    for verb, text in (
        ("status", "show a build"),
        ("resume", "try what failed again and go on"),
        ("cancel", "stop a build for good"),
    ):
        one = verbs.add_parser(verb, parents=[common], help=text)
        one.add_argument("build", metavar="PROJECT|BUILD")
    listing = verbs.add_parser("list", parents=[common], help="list builds")
    listing.add_argument("--project", metavar="PROJECT")


def _env(groups: Groups, common: argparse.ArgumentParser) -> None:
    env = groups.add_parser("env", help="write or check a project's .env")
    verbs = env.add_subparsers(dest="verb", required=True, metavar="VERB")
    for verb, text in (("write", "write .env from the vault"), ("check", "tell what is missing or wrong in .env")):
        one = verbs.add_parser(verb, parents=[common], help=text)
        one.add_argument("project", metavar="PROJECT")
