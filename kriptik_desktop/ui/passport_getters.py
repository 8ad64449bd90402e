"""What QML reads of a passport that shows, as the getters of properties; nothing is read while there is none.

Functions beside the view-model and no class under it: Qt's lint tool knows only properties that a class lists itself.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject

from kriptik_desktop.ui.passport_lists import PassportLists
from kriptik_desktop.ui.passport_rows import Passport
from kriptik_desktop.ui.vault_rows import options


class Shows(Protocol):
    """Whatever shows a passport, or none."""

    passport: Passport | None
    lists: PassportLists


def get_loaded(shows: Shows) -> bool:
    """Tell whether there is a passport."""
    return shows.passport is not None


def get_known(shows: Shows) -> bool:
    """Tell whether the catalogue has the provider."""
    return bool(shows.passport and shows.passport.known)


def get_credential_id(shows: Shows) -> str:
    """Return the credential's id."""
    return shows.passport.credential_id if shows.passport else ""


def get_name(shows: Shows) -> str:
    """Return the provider's name."""
    return shows.passport.name if shows.passport else ""


def get_icon(shows: Shows) -> str:
    """Return the provider's icon."""
    return shows.passport.icon if shows.passport else ""


def get_account(shows: Shows) -> str:
    """Return the account's label."""
    return shows.passport.account if shows.passport else ""


def get_place(shows: Shows) -> str:
    """Return where the credential belongs."""
    return shows.passport.place if shows.passport else ""


def get_mode(shows: Shows) -> str:
    """Return the mode."""
    return shows.passport.mode if shows.passport else ""


def get_mode_text(shows: Shows) -> str:
    """Return the mode in words."""
    return shows.passport.mode_text if shows.passport else ""


def get_status(shows: Shows) -> str:
    """Return how the credential stands."""
    return shows.passport.status if shows.passport else ""


def get_status_text(shows: Shows) -> str:
    """Return how the credential stands, in words."""
    return shows.passport.status_text if shows.passport else ""


def get_scopes(shows: Shows) -> list[str]:
    """Return what the credential may do at its provider."""
    return list(shows.passport.scopes) if shows.passport else []


def get_others(shows: Shows) -> list[dict[str, str]]:
    """Return the projects it could be linked to."""
    return options("", shows.passport.others)[1:] if shows.passport else []


def get_fields(shows: Shows) -> QObject:
    """Return the values, masked."""
    return shows.lists.fields


def get_facts(shows: Shows) -> QObject:
    """Return what is known of it."""
    return shows.lists.facts


def get_uses(shows: Shows) -> QObject:
    """Return where it is used."""
    return shows.lists.uses


def get_versions(shows: Shows) -> QObject:
    """Return its versions."""
    return shows.lists.versions
