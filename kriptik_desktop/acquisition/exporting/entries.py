"""What a credential looks like as an entry of a KeePass database.

Title, account and the main secret stand where KeePass has a place of their own for them, so that a person who opens the
file elsewhere finds what they look for; what KripTik needs to take the entry back is in custom data beside them.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from kriptik_desktop.acquisition.exporting.model import ExportLeftOut
from kriptik_desktop.providers.catalogue import Catalogue
from kriptik_desktop.providers.model import Provider
from kriptik_desktop.vault.model import APP_SCOPE, CredentialInfo, ExportedCredential, FieldValue

_RESERVED: Final = frozenset({"Title", "UserName", "Password", "URL", "Notes", "otp", "Tags"})
_NO_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FOR_ALL: Final = "All projects"


def entries_of(
    exported: Iterable[ExportedCredential], catalogue: Catalogue, project_names: Mapping[str, str]
) -> tuple[list[dict[str, Any]], list[ExportLeftOut]]:
    """Return the entries as plain data for the child, and the values that no XML can hold."""
    made: list[dict[str, Any]] = []
    left_out: list[ExportLeftOut] = []
    taken: dict[str, set[str]] = defaultdict(set)
    exported = list(exported)
    together = Counter((_group(each.credential.info, project_names), _integration(each)) for each in exported)
    for each in exported:
        info = each.credential.info
        provider = catalogue.get(info.overview.integration) if info.overview.integration in catalogue else None
        group = _group(info, project_names)
        name = provider.name if provider else info.overview.integration
        title = _title(info, name, together[group, _integration(each)] == 1, taken[group])
        main = _main(each.credential.fields, provider)
        strings, lost = _strings(each.credential.fields, main)
        left_out += [ExportLeftOut(title, name, "KeePass cannot hold a character that is in it") for name in lost]
        made.append(
            {
                "group": group,
                "title": title,
                "account": info.overview.account,
                "url": provider.dashboard_url if provider else "",
                "strings": strings,
                "created": info.created_at,
                "changed": info.updated_at,
                "expires": info.overview.expires_at,
                "note": _note(info, main, each.credential.fields),
                "history": [{"at": at, "strings": _strings(fields, main)[0]} for at, fields in each.history],
            }
        )
    return made, left_out


def _integration(exported: ExportedCredential) -> str:
    return exported.credential.info.overview.integration


def _group(info: CredentialInfo, project_names: Mapping[str, str]) -> str:
    scope = info.overview.scope
    name = _FOR_ALL if scope == APP_SCOPE else project_names.get(scope, scope)
    return _line(name.replace("/", "-"))


def _title(info: CredentialInfo, name: str, alone: bool, taken: set[str]) -> str:
    """Return the provider's name, and what tells it apart where the group has several of it."""
    mode = "" if info.overview.mode == "none" else f" {info.overview.mode}"
    titles = [name] if alone else []
    titles += [f"{name}{mode}", f"{name}{mode} {info.overview.account}", f"{name}{mode} {info.id}"]
    title = next(_line(each) for each in titles if _line(each) not in taken)
    taken.add(title)
    return title


def _main(fields: Sequence[FieldValue], provider: Provider | None) -> str:
    """Return the name of the field that is the entry's password: the first that is secret and required."""
    given = {each.name for each in fields}
    known = provider.fields if provider else ()
    ranked = sorted(
        (each for each in known if each.name in given), key=lambda each: (not each.secret, not each.required)
    )
    return ranked[0].name if ranked else fields[0].name


def _strings(fields: Sequence[FieldValue], main: str) -> tuple[list[tuple[str, str]], list[str]]:
    kept: list[tuple[str, str]] = []
    lost: list[str] = []
    for each in fields:
        text = each.value.reveal()
        if _NO_XML.search(text):
            lost.append(each.name)
        else:
            kept.append(("Password" if each.name == main else _key(each.name), text))
    return kept, lost


def _key(name: str) -> str:
    return f"{name} (value)" if name in _RESERVED else name


def _note(info: CredentialInfo, main: str, fields: Sequence[FieldValue]) -> str:
    overview = info.overview
    note = {
        "version": 1,
        "id": info.id,
        "integration": overview.integration,
        "scope": overview.scope,
        "mode": overview.mode,
        "account": overview.account,
        "main": main,
        "sources": {each.name: each.source for each in fields},
    }
    return json.dumps(note, ensure_ascii=True, separators=(",", ":"))


def _line(text: str) -> str:
    return _NO_XML.sub(" ", text)
