"""How results about the vault look on a terminal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

Result = Mapping[str, Any]


def moment(at_ms: int | None) -> str:
    """Return a moment, UTC milliseconds, as this computer's clock and calendar show it."""
    return "never" if at_ms is None else datetime.fromtimestamp(at_ms / 1000).astimezone().strftime("%Y-%m-%d %H:%M")


def counted(number: int, thing: str) -> str:
    """Return a number with its noun."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _kit(result: Result) -> None:
    if result.get("recovery_kit"):
        print("Recovery kit. Keep it somewhere safe; it opens the vault when everything else is lost:\n")
        print(f"  {result['recovery_kit']}")
    if result.get("recovery_file"):
        print(f"The recovery kit is in {result['recovery_file']}. Move it where only you find it.")
    if result.get("kit_kept"):
        print("The recovery kit is confirmed.")


def _state(result: Result) -> None:
    print(f"vault: {result['state']}")
    _kit(result)
    if result.get("read_only"):
        print(f"  read only: {result['read_only']}")


def _deleted(result: Result) -> None:
    print("The vault, its backups and its keys are deleted.")
    for thing in result["not_deleted"]:
        print(f"  not deleted: {thing}")


def _status(result: Result) -> None:
    print(f"vault: {result['state']}  ({result['file']})")
    if result["damage"]:
        print(f"  {result['damage']}")
    if result["slots"]:
        print(f"  opens with: {', '.join(result['slots'])}")
    if result["credentials"] is not None:
        print(f"  credentials: {result['credentials']}")
        kept = "kept" if result["recovery_kept"] else "not confirmed; show it with 'kriptik vault kit --check'"
        print(f"  recovery kit: {kept}")
    if result["read_only"]:
        print(f"  read only: {result['read_only']}")
    copy = result["last_backup"]
    print(f"  last backup: {moment(copy['made_at']) if copy else 'none yet'}")
    if result["state"] != "absent":
        print(f"  locks when idle for: {counted(result['idle_lock_minutes'], 'minute')}")
    for reason in result["held_open_by"]:
        print(f"  stays unlocked for: {reason}")


def _verified(result: Result) -> None:
    things = (("credentials", "credential"), ("versions", "version"), ("fields", "value"), ("audit_rows", "audit row"))
    listed = ", ".join(counted(result[name], thing) for name, thing in things)
    print(f"The vault is whole: {listed}; checked in {result['seconds']} s.")


def _ways(result: Result) -> None:
    for way in result["ways"]:
        detail = f"  ({way['detail']})" if way["detail"] else ""
        print(f"{way['kind']:<10} since {moment(way['created_at'])}{detail}")


def _rekeyed(result: Result) -> None:
    print(f"{counted(result['credentials'], 'credential')} encrypted under a new key ({result['seconds']} s).")
    if result["backup"]:
        print(f"The copy from before is at {result['backup']}; it opens with the ways from before.")
    _kit(result)


def _backup(result: Result) -> None:
    print(f"{result['path']}  {result['size']} bytes, {'verified' if result['verified'] else 'not verified'}")


def _backups(result: list[Result]) -> None:
    for copy in result:
        print(f"{moment(copy['made_at'])}  {copy['why']:<16} {copy['size']:>10}  {copy['path']}")
    if not result:
        print("No backups yet. Make one: kriptik vault backup")


def _restored(result: Result) -> None:
    print(f"The vault is again as in {result['restored']}. The one from before lies beside the backups.")


def _exported(result: Result) -> None:
    print(f"{result['path']}: {counted(result['credentials'], 'credential')}, readable with the password you gave it.")
    for text in _left_out(result["left_out"]):
        print(f"  {text}")


_OUTCOMES: Final[Mapping[str, str]] = {
    "new": "new",
    "changes": "changes one",
    "changed": "changed one",
    "same": "there already",
    "skipped": "left out",
    "unknown": "not known",
    "unreadable": "not usable",
}


def _imported(result: Result) -> None:
    print(f"{result['format']}: {counted(len(result['rows']), 'credential')}")
    for row in result["rows"]:
        _entry(row)
    for note in (*_left_out(result["left_out"]), *result["notes"]):
        print(f"  {note}")
    if result["written"]:
        print(f"{counted(result['saved'], 'credential')} written, none of them checked with its provider yet.")
    else:
        print("Nothing was written. Give the command again with --yes to write it.")


def _entry(row: Result) -> None:
    who = row["integration"] or "?"
    print(f"  {row['key']:<6} {_OUTCOMES.get(row['outcome'], row['outcome']):<14} {who:<14} {row['title']}")
    for name, masked in row["fields"].items():
        print(f"           {name} = {masked}")
    for text in filter(None, (row["reason"], *_left_out(row["left_out"]))):
        print(f"           {text}")


def _left_out(things: Sequence[Result]) -> list[str]:
    return [f"left out: {each['name']} ({each['reason']})" for each in things]


def _audit(result: Result) -> None:
    for row in result["rows"]:
        named = (row["integration_id"], row["credential_id"], row["ip_address"])
        details = (f"{name}={each}" for name, each in row["detail"].items() if name != "mono")
        about = " ".join(filter(None, (*named, *details)))
        print(f"{row['seq']:>6}  {row['access_time']}  {row['action']:<20} {row['origin']:<7} {about}".rstrip())
    print("chain verified" if result["chain_verified"] else f"The log is not whole: {result['broken']}")


FORMS: Final[Mapping[str, Callable[[Any], None]]] = {
    "vault.init": _state,
    "vault.unlock": _state,
    "vault.lock": _state,
    "vault.delete": _deleted,
    "vault.status": _status,
    "vault.verify": _verified,
    "vault.ways": _ways,
    "vault.password": _ways,
    "vault.keyring": _ways,
    "vault.kit": _kit,
    "vault.rekey": _rekeyed,
    "vault.backup": _backup,
    "vault.backups": _backups,
    "vault.restore": _restored,
    "vault.export": _exported,
    "vault.import": _imported,
    "vault.audit": _audit,
}
