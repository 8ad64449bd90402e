"""The vault against a dictionary: whatever is done in whatever order, both hold the same.

``KRIPTIK_SOAK=1`` runs more and longer stories.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from collections.abc import Coroutine
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.vault.credential_errors import AccountTaken, CredentialNotFound, FieldNotFound, VersionNotFound
from kriptik_desktop.vault.errors import (
    VaultIsLocked,
)
from kriptik_desktop.vault.format import KEEP_VERSIONS
from kriptik_desktop.vault.model import CredentialDraft, FieldSource, FieldValue, Overview, VaultState
from tests.fakes.vault_world import BUILD, PASSWORD, PERSON, VaultWorld

SOAK = os.environ.get("KRIPTIK_SOAK") == "1"
STORIES, STEPS = (300, 60) if SOAK else (20, 25)
T = TypeVar("T")
Fields = dict[str, tuple[str, FieldSource]]

accounts = st.sampled_from(["acct_1", "acct_2", "acct_3"])
projects = st.sampled_from(["project-1", "project-2"])
names = st.sampled_from(["secret_key", "publishable_key", "webhook_secret", "pem"])
sources = st.sampled_from(["person", "provisioned", "generated"])
values = st.sampled_from(["a", "b"]) | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=50)
fields = st.dictionaries(names, st.tuples(values, sources), min_size=1)


@dataclass
class Kept:
    """What the dictionary knows of one credential."""

    id: str
    account: str
    versions: dict[int, Fields]
    links: set[str] = field(default_factory=set)
    used: bool = False

    @property
    def current(self) -> int:
        return max(self.versions)

    @property
    def now(self) -> Fields:
        return self.versions[self.current]

    def put(self, wanted: Fields) -> None:
        if list(wanted.items()) != list(self.now.items()):
            self.versions[self.current + 1] = wanted
            for old in sorted(self.versions)[:-KEEP_VERSIONS]:
                del self.versions[old]

    def saved(self, given: Fields) -> Fields:
        """A draft is the whole credential, but for what KripTik or the provider made."""
        made = {name: each for name, each in self.now.items() if name not in given and each[1] != "person"}
        return {**given, **made}

    def imported(self, given: Fields) -> Fields:
        """A foreign file adds and replaces values."""
        changed = {n: each for n, each in given.items() if n not in self.now or self.now[n][0] != each[0]}
        return {**self.now, **changed}


def draft(account: str, given: Fields) -> CredentialDraft:
    return CredentialDraft(
        Overview("app", "stripe", "test", account),
        [FieldValue(name, Secret(text), source) for name, (text, source) in given.items()],
    )


class VaultStory(RuleBasedStateMachine):
    """One vault in a folder of its own, on a loop of its own, and the dictionary beside it."""

    ids: Bundle[str] = Bundle("ids")

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = Path(tempfile.mkdtemp(prefix="kriptik-story-"))
        self.world = VaultWorld(self.folder)
        self.kept: dict[str, Kept] = {}
        self.noted: list[str] = ["create"]
        self.uses = 0

    def do(self, running: Coroutine[Any, Any, T]) -> T:
        return self.loop.run_until_complete(running)

    def teardown(self) -> None:
        try:
            self.reopen()
            self.unlock(by_keyring=False)
            self.both_hold_the_same()
        finally:
            self.do(self.world.vault.close())
            self.do(self.loop.shutdown_default_executor())
            self.loop.close()
            shutil.rmtree(self.folder)

    @initialize()
    def create(self) -> None:
        self.do(self.world.create())

    @property
    def open(self) -> bool:
        return self.world.vault.state is VaultState.UNLOCKED

    def named(self, account: str) -> Kept | None:
        return next((each for each in self.kept.values() if each.account == account), None)

    def store_in_model(self, credential_id: str, account: str, given: Fields, *, whole: bool) -> None:
        known = self.named(account)
        if known is None:
            self.kept[credential_id] = Kept(credential_id, account, {1: given})
        else:
            assert credential_id == known.id
            known.put(known.saved(given) if whole else known.imported(given))

    @precondition(lambda self: self.open)
    @rule(target=ids, account=accounts, given=fields)
    def save(self, account: str, given: Fields) -> str:
        return self._save(account, given)

    def _save(self, account: str, given: Fields) -> str:
        info = self.do(self.world.vault.save(draft(account, given), PERSON))
        self.store_in_model(info.id, account, given, whole=True)
        self.noted.append("store")
        return info.id

    @precondition(lambda self: self.open)
    @rule(target=ids, account=accounts, count=st.integers(2, 13))
    def save_often(self, account: str, count: int) -> str:
        for number in range(count):
            given: Fields = {"secret_key": (f"sk_{len(self.noted)}_{number}", "person")}
            credential_id = self._save(account, given)
        return credential_id

    @precondition(lambda self: self.open)
    @rule(several=st.lists(st.tuples(accounts, fields), max_size=3))
    def import_all(self, several: list[tuple[str, Fields]]) -> None:
        done = self.do(self.world.vault.save_all([draft(*each) for each in several], PERSON, "json"))
        self.noted.append("import")
        for saved, (account, given) in zip(done, several, strict=True):
            known = self.named(account)
            before = known and known.now
            self.store_in_model(saved.info.id, account, given, whole=False)
            now = self.kept[saved.info.id].now
            assert saved.was == ("new" if before is None else "same" if before == now else "changed")
            self.noted += [] if saved.was == "same" else ["store"]

    @precondition(lambda self: self.open)
    @rule(name=ids, field_name=names, text=values)
    def add_field(self, name: str, field_name: str, text: str) -> None:
        call = self.world.vault.add_field(name, FieldValue(field_name, Secret(text), "provisioned"), BUILD)
        if name not in self.kept:
            with pytest.raises(CredentialNotFound):
                self.do(call)
            return
        self.do(call)
        self.kept[name].put({**self.kept[name].now, field_name: (text, "provisioned")})
        self.noted.append("store field")

    @precondition(lambda self: self.open)
    @rule(name=ids, account=accounts)
    def relabel(self, name: str, account: str) -> None:
        call = self.world.vault.update_overview(name, {"account": account})
        other = self.named(account)
        if name not in self.kept or (other is not None and other.id != name):
            with pytest.raises(CredentialNotFound if name not in self.kept else AccountTaken):
                self.do(call)
            return
        self.do(call)
        self.noted += [] if self.kept[name].account == account else ["update"]
        self.kept[name].account = account

    @precondition(lambda self: self.open)
    @rule(name=ids, back=st.integers(0, KEEP_VERSIONS + 1))
    def restore(self, name: str, back: int) -> None:
        kept = self.kept.get(name)
        version = kept.current - back if kept else 1
        call = self.world.vault.restore_version(name, version, PERSON)
        if kept is None or version not in kept.versions:
            with pytest.raises(CredentialNotFound if kept is None else VersionNotFound):
                self.do(call)
            return
        info = self.do(call)
        kept.put(kept.versions[version])
        assert info.version == kept.current
        self.noted.append("store")

    @precondition(lambda self: self.open)
    @rule(name=ids, at=st.integers(0, 4), back=st.none() | st.integers(0, KEEP_VERSIONS))
    def take(self, name: str, at: int, back: int | None) -> None:
        kept = self.kept.get(name)
        version = None if back is None or kept is None else kept.current - back
        there = [] if kept is None else list(kept.versions.get(version or kept.current, {}))
        field_name = there[at % len(there)] if there and at < 4 else "no_such_field"
        call = self.world.vault.take(name, field_name, PERSON, "reveal", version=version)
        error: type[Exception] | None = None
        if kept is None:
            error = CredentialNotFound
        elif version is not None and version not in kept.versions:
            error = VersionNotFound
        elif field_name not in there:
            error = FieldNotFound
        if error is not None or kept is None:
            with pytest.raises(error or AssertionError):
                self.do(call)
            return
        assert self.do(call).reveal() == kept.versions[version or kept.current][field_name][0]
        kept.used = True
        self.noted.append("reveal")

    @precondition(lambda self: self.open)
    @rule(name=consumes(ids))
    def remove(self, name: str) -> None:
        call = self.world.vault.remove(name, PERSON)
        if self.kept.pop(name, None) is None:
            with pytest.raises(CredentialNotFound):
                self.do(call)
            return
        self.do(call)
        self.noted.append("delete")

    @precondition(lambda self: self.open)
    @rule(name=ids, project=projects, linked=st.booleans())
    def relink(self, name: str, project: str, linked: bool) -> None:
        vault, kept = self.world.vault, self.kept.get(name)
        call = vault.link(name, project) if linked else vault.unlink(name, project)
        if kept is None:
            if linked:
                with pytest.raises(CredentialNotFound):
                    self.do(call)
            else:
                self.do(call)
            return
        self.do(call)
        if linked is not (project in kept.links):
            self.noted.append("link" if linked else "unlink")
        kept.links ^= {project} if linked is not (project in kept.links) else set()

    @precondition(lambda self: self.open)
    @rule(name=ids)
    def use(self, name: str) -> None:
        if name in self.kept:
            self.do(self.world.vault.read(name, BUILD))
            self.uses += 1
            self.kept[name].used = True

    @rule(name=ids)
    @precondition(lambda self: not self.open)
    def a_locked_vault_gives_nothing(self, name: str) -> None:
        vault = self.world.vault
        for call in (vault.read(name, BUILD), vault.take(name, "pem", BUILD, "copy"), vault.list(), vault.audit()):
            with pytest.raises(VaultIsLocked):
                self.do(call)

    @precondition(lambda self: self.open)
    @rule()
    def lock(self) -> None:
        self.do(self.world.vault.lock())
        self.noted.append("lock")

    @rule()
    def reopen(self) -> None:
        self.noted += ["lock"] if self.open else []
        self.do(self.world.reopen())

    @precondition(lambda self: not self.open)
    @rule(by_keyring=st.booleans())
    def unlock(self, by_keyring: bool) -> None:
        if by_keyring:
            self.do(self.world.vault.unlock_with_keyring())
            self.do(self.world.vault.unlock_with_password(PASSWORD))
        else:
            self.do(self.world.vault.unlock_with_recovery(self.world.recovery))
        self.noted.append("unlock")
        self.the_log_tells_the_story()

    @rule(seconds=st.sampled_from([1, 10, -5]))
    def time_passes(self, seconds: int) -> None:
        self.world.clock.advance(seconds)
        self.world.vault.presence.seen()

    @invariant()
    def both_hold_the_same(self) -> None:
        if self.open:
            self.do(self._compare())

    async def _compare(self) -> None:
        vault = self.world.vault
        listed = {info.id: info for info in await vault.list()}
        assert set(listed) == set(self.kept)
        for kept in self.kept.values():
            info = listed[kept.id]
            assert (info.overview.account, info.version, info.linked_projects) == (
                kept.account,
                kept.current,
                tuple(sorted(kept.links)),
            )
            assert info.field_names == tuple(kept.now)
            await self._compare_versions(kept)

    async def _compare_versions(self, kept: Kept) -> None:
        vault = self.world.vault
        exported = (await vault.export_all(BUILD, "story", [kept.id]))[0]
        self.noted.append("export")
        found = [*exported.history, (0, exported.credential.fields)]
        assert [{f.name: (f.value.reveal(), f.source) for f in each} for _, each in found] == list(
            kept.versions.values()
        )
        history = await vault.history(kept.id)
        assert [each.version for each in history] == sorted(kept.versions, reverse=True)
        assert [each.current for each in history] == [True] + [False] * (len(history) - 1)
        for newer, older in pairwise(history):
            after, before = kept.versions[newer.version], kept.versions[older.version]
            expected = {n for n in {*after, *before} if after.get(n, ("", ""))[0] != before.get(n, ("", ""))[0]}
            assert set(newer.changed) == expected

    def the_log_tells_the_story(self) -> None:
        report = self.do(self.world.vault.audit_report())
        assert (report.verified, report.broken) == (True, "")
        assert [entry.action for entry in report.entries if entry.action != "use"] == self.noted
        assert sum(entry.details["count"] for entry in report.entries if entry.action == "use") == self.uses
        for info in self.do(self.world.vault.list()):
            assert (info.overview.used_at is not None) is self.kept[info.id].used


def test_the_vault_and_a_dictionary_hold_the_same_whatever_happens() -> None:
    run_state_machine_as_test(
        VaultStory, settings=settings(max_examples=STORIES, stateful_step_count=STEPS, deadline=None)
    )
