"""Imports credentials from foreign files: a dry run first, then all of it or nothing.

The preview keeps the values it read, so that what a person confirmed is what is stored, whatever becomes of the file.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path

from kriptik_desktop.acquisition.confined.parent import Limits
from kriptik_desktop.acquisition.importing.errors import ImportRowUnknown
from kriptik_desktop.acquisition.importing.grouping import Group, given_to, groups_of
from kriptik_desktop.acquisition.importing.model import ImportedRow, ImportPreview, ImportReport, ImportRow
from kriptik_desktop.acquisition.importing.planning import Plan, Planner
from kriptik_desktop.acquisition.importing.reading import read_foreign
from kriptik_desktop.acquisition.importing.recognition import Recogniser
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.providers.catalogue import Catalogue
from kriptik_desktop.providers.model import Mode
from kriptik_desktop.vault.model import APP_SCOPE, Actor, SavedCredential
from kriptik_desktop.vault.service import Vault


class Importer:
    """What window and command line call to bring credentials over."""

    def __init__(self, vault: Vault, catalogue: Catalogue, *, limits: Limits | None = None) -> None:
        self._vault, self._catalogue = vault, catalogue
        self._recogniser = Recogniser(catalogue)
        self._limits = limits or Limits()

    async def preview(
        self, source: Path | bytes, *, password: Secret | None = None, scope: str = APP_SCOPE, mode: Mode = "test"
    ) -> ImportPreview:
        """Return what importing a file into ``scope`` would do; nothing is written.

        ``mode`` is the one of values that do not show their own. Raises VaultIsLocked, ImportFileMissing,
        ImportFileClosed, ImportUnreadable, ImportPasswordNeeded, ImportPasswordWrong, KdbxNotInstalled.
        """
        await self._vault.list(scope=scope)
        file = await read_foreign(source, password, self._limits)
        groups = await asyncio.to_thread(groups_of, file, self._recogniser, mode)
        plan = await Planner(self._vault, scope, mode).plan(groups)
        return ImportPreview(
            format=file.format,
            rows=tuple(plan.rows),
            left_out=file.left_out,
            notes=file.notes,
            scope=scope,
            mode=mode,
            groups={each.key: each for each in groups},
            drafts=plan.drafts,
        )

    async def assign(self, preview: ImportPreview, assigned: Mapping[str, str]) -> ImportPreview:
        """Return the preview with some rows given to the providers that the person chose, by row key.

        Raises UnknownProvider, VaultIsLocked.
        """
        groups = {key: self._given(group, assigned.get(key)) for key, group in preview.groups.items()}
        plan = await self._planned(preview, groups)
        return replace(preview, rows=tuple(plan.rows), groups=groups, drafts=plan.drafts)

    def _given(self, group: Group, wanted: str | None) -> Group:
        return group if wanted is None else given_to(group, self._catalogue.get(wanted))

    async def _planned(self, preview: ImportPreview, groups: Mapping[str, Group]) -> Plan:
        return await Planner(self._vault, preview.scope, preview.mode).plan(groups.values())

    async def commit(self, preview: ImportPreview, keys: Collection[str] | None, actor: Actor) -> ImportReport:
        """Store the rows named by ``keys``, or with None all that are new or changed, in one transaction.

        What the preview said is looked up again first, because the vault may have changed since. Raises
        ImportRowUnknown, VaultIsLocked, InvalidCredential, DiskFull; then nothing was stored.
        """
        now = await self.assign(preview, {})
        wanted = set(now.drafts) if keys is None else set(keys)
        unknown = wanted - set(preview.groups)
        if unknown:
            raise ImportRowUnknown(min(unknown))
        chosen = [key for key in now.drafts if key in wanted]
        drafts = [now.drafts[key] for key in chosen]
        saved = await self._vault.save_all(drafts, actor, preview.format) if drafts else []
        done = dict(zip(chosen, saved, strict=True))
        return ImportReport(tuple(_imported(row, done.get(row.key)) for row in now.rows), now.left_out)


def _imported(row: ImportRow, saved: SavedCredential | None) -> ImportedRow:
    if saved is not None:
        return ImportedRow(row.key, row.title, row.integration, saved.was, row.reason, saved.info)
    if row.outcome == "new" or row.outcome == "changes":
        return ImportedRow(row.key, row.title, row.integration, "skipped", "It was not chosen.")
    return ImportedRow(row.key, row.title, row.integration, row.outcome, row.reason)
