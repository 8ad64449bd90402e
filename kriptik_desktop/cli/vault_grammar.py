"""The grammar of ``kriptik vault``.

Every secret has an option that names a file descriptor and none that takes the secret: what stands in argv can be read
by every process of the machine.
"""

from __future__ import annotations

import argparse
from typing import Any

Verbs = Any
"""argparse does not export the type of its subparsers."""


def add_vault(groups: Verbs, common: argparse.ArgumentParser) -> None:
    """Add ``vault`` and its verbs."""
    vault = groups.add_parser("vault", help="make, unlock, check, copy, export the vault")
    verbs = vault.add_subparsers(dest="verb", required=True, metavar="VERB")
    _doors(verbs, common)
    _keys(verbs, common)
    _copies(verbs, common)
    _transfer(verbs, common)
    audit = verbs.add_parser("audit", parents=[common], help="show who did what with it, and whether the log is whole")
    audit.add_argument("--limit", type=_count, metavar="N", help="only the newest N")
    audit.add_argument("--integration", metavar="ID", help="only what concerns one integration")
    delete = verbs.add_parser("delete", parents=[common], help="delete it with its backups, for good")
    delete.add_argument("--confirm", metavar="WORDS", help='"delete everything", where no terminal can ask for it')


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def _descriptor(parser: argparse.ArgumentParser, name: str, what: str) -> None:
    parser.add_argument(f"--{name}-fd", type=int, metavar="N", help=f"read {what} from this file descriptor")


def _kit_file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--recovery-file", metavar="FILE", help="write the recovery kit there instead of printing it")
    parser.add_argument("--kept", action="store_true", help="do not ask for two groups of it as proof that it was kept")


def _doors(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    init = verbs.add_parser("init", parents=[common], help="make the vault")
    init.add_argument("--keyring", action="store_true", help="let this computer's keyring open it")
    _kit_file(init)
    unlock = verbs.add_parser("unlock", parents=[common], help="unlock it; starts the agent when nothing runs")
    unlock.add_argument(
        "--recovery", action="store_true", help="unlock with the recovery kit (asked for, or standard input)"
    )
    unlock.add_argument(
        "--accept-older", action="store_true", help="go on with an older copy of the vault than was last used here"
    )
    verbs.add_parser("lock", parents=[common], help="drop its keys")
    verbs.add_parser("status", parents=[common], help="tell its state")
    verbs.add_parser("verify", parents=[common], help="decrypt and check every row")


def _keys(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    verbs.add_parser("ways", parents=[common], help="list the ways to unlock it")
    password = verbs.add_parser("password", parents=[common], help="set or change its master password")
    _descriptor(password, "new-password", "the new password")
    password.add_argument("--off", action="store_true", help="take the master password away")
    keyring = verbs.add_parser("keyring", parents=[common], help="let this computer's keyring open it, or no longer")
    keyring.add_argument("switch", choices=("on", "off"))
    kit = verbs.add_parser("kit", parents=[common], help="replace the recovery kit by a new one")
    _kit_file(kit)
    kit.add_argument(
        "--check", action="store_true", help="check the kit you kept instead (asked for, or standard input)"
    )
    rekey = verbs.add_parser("rekey", parents=[common], help="encrypt everything anew under a new key")
    _kit_file(rekey)
    rekey.add_argument(
        "--same-kit", action="store_true", help="keep the present recovery kit (asked for, or standard input)"
    )


def _copies(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    backup = verbs.add_parser("backup", parents=[common], help="make an encrypted copy of it")
    backup.add_argument("--to", metavar="FILE", help="a new file for you to keep; default: the vault's own backups")
    verbs.add_parser("backups", parents=[common], help="list its own backups")
    restore = verbs.add_parser("restore", parents=[common], help="put a backup in its place")
    restore.add_argument("file", metavar="FILE")
    restore.add_argument("--recovery", action="store_true", help="open the backup with its recovery kit")
    restore.add_argument("--keyring", action="store_true", help="open the backup with this computer's keyring")
    _descriptor(restore, "backup-password", "the backup's master password, where it is another one,")


def _transfer(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    export = verbs.add_parser("export", parents=[common], help="write the credentials for another program")
    export.add_argument("--kdbx", required=True, metavar="FILE", help="a new file for KeePassXC and others")
    export.add_argument("--project", metavar="PROJECT", help="only the credentials of one project")
    _descriptor(export, "export-password", "the password of the new file")
    taken = verbs.add_parser("import", parents=[common], help="take credentials over; shows first what it would do")
    taken.add_argument("file", metavar="FILE")
    taken.add_argument("--project", metavar="PROJECT", help="whose credentials they are; default: for every project")
    taken.add_argument("--mode", choices=("test", "live"), help="which they are, where their values do not tell")
    taken.add_argument(
        "--as", dest="assigned", action="append", default=[], metavar="KEY=ID", help="what an entry is a credential of"
    )
    taken.add_argument("--only", action="append", default=[], metavar="KEY", help="take only this entry")
    doing = taken.add_mutually_exclusive_group()
    doing.add_argument("--dry-run", action="store_true", help="only show it (this is what happens without --yes)")
    doing.add_argument("--yes", action="store_true", help="write it")
    _descriptor(taken, "import-password", "the password of the file")
