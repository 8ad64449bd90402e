"""The lists of a passport as models: its fields, what is known of it, where it is used, its versions."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from PySide6.QtCore import QObject

from kriptik_desktop.ui.passport_rows import FactRow, FieldRow, Passport, UseRow, VersionRow
from kriptik_desktop.ui.row_model import RowModel


class PassportLists:
    """Four models that follow one passport; they are made once, so that views keep them."""

    def __init__(self, owner: QObject) -> None:
        self.fields = RowModel(FieldRow, lambda row: row.name, owner)
        self.facts = RowModel(FactRow, lambda row: row.label, owner)
        self.uses = RowModel(UseRow, lambda row: row.project_id, owner)
        self.versions = RowModel(VersionRow, lambda row: row.version, owner)

    def show(self, passport: Passport | None) -> None:
        """Show what is known of a credential, or nothing; ``mark`` does so with its fields."""
        self.facts.set_rows(passport.facts if passport else ())
        self.uses.set_rows(passport.uses if passport else ())
        self.versions.set_rows(passport.versions if passport else ())

    def mark(self, passport: Passport | None, shown: Container[str]) -> None:
        """Show the fields, with those marked whose value is in sight."""
        rows = passport.fields if passport else ()
        self.fields.set_rows([replace(row, shown=row.name in shown) for row in rows])
