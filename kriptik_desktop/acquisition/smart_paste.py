"""Sorts a pasted text into the fields of one provider and throws the rest away.

Nothing is guessed: a value is taken because its name says so, or because its shape is the provider's and nobody
else's. What is left open is said in a note, and no note holds a value.
"""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kriptik_desktop.acquisition.pasting.names import Names, Naming, exposure, is_public, login_of
from kriptik_desktop.acquisition.pasting.piece import BESIDE_USER, USER, Piece
from kriptik_desktop.acquisition.pasting.reading import pieces_of
from kriptik_desktop.acquisition.pasting.tidying import is_masked, is_placeholder, tidy, unwrapped
from kriptik_desktop.core.logs import redact
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.providers.checks import check_format, check_pairing, clean, jwt_claims, mode_of
from kriptik_desktop.providers.model import Field, Level, Mode, Provider
from kriptik_desktop.providers.recognition import Recogniser
from kriptik_desktop.providers.strangers import stranger_in

LARGEST: Final = 1024 * 1024
"""Characters of a text; no credential comes in more."""
_OFFERED: Final = 8 * 1024
"""Characters of a clipboard text that is looked at without being asked."""
_LONGEST: Final = 16_384
_WORDS: Final = 20
_A_NAME: Final = re.compile(r"[A-Z][A-Z0-9]{0,19}(_[A-Z0-9]{1,19}){0,9}")
_BY_SHAPE, _BY_LABEL, _BY_VARIABLE = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Note:
    """Something a person should know about the pasted text; ``refuse`` means that the field was left empty for it."""

    level: Level
    message: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Sorted:
    """What came of a pasted text."""

    values: Mapping[str, Secret]
    notes: tuple[Note, ...] = ()
    unused: int = 0
    """Pieces that were thrown away."""
    certain: frozenset[str] = frozenset()
    """The fields whose value names itself: by a variable of the provider or by a shape that nobody else has."""


def sort_paste(provider: Provider, text: str, recogniser: Recogniser, mode: Mode = "none") -> Sorted:
    """Sort a text into the provider's fields; ``mode`` is the project's and decides between a test and a live key.

    Never raises, and keeps nothing of the text but the values it returns.
    """
    if len(text) > LARGEST:
        return Sorted({}, (Note("warn", "The pasted text is too long to hold a credential; nothing was taken."),))
    names = Names(provider)
    tidied = tidy(text)
    pieces = pieces_of(tidied, names.knows)
    if whole := _whole(provider, tidied):
        pieces = [whole, *pieces]
    return _Sorting(provider, names, recogniser, mode, pieces).result()


def worth_offering(provider: Provider, text: str, recogniser: Recogniser) -> bool:
    """Tell whether at least one value in a short text is certainly the provider's."""
    if len(text) > _OFFERED:
        return False
    value = clean(text)
    if value and not any(map(str.isspace, value)) and recogniser.fits(provider.id, value):
        return not is_masked(value) and not is_placeholder(value)
    return bool(sort_paste(provider, text, recogniser).certain)


@dataclass(frozen=True, slots=True)
class _Candidate:
    field: Field
    text: str = dataclasses.field(repr=False)
    rank: int
    mode: Mode
    certain: bool


class _Sorting:
    """One pass over the pieces of one text."""

    def __init__(
        self, provider: Provider, names: Names, recogniser: Recogniser, mode: Mode, pieces: list[Piece]
    ) -> None:
        self._provider, self._names, self._recogniser, self._pieces = provider, names, recogniser, pieces
        self._mode = provider.mode_for(mode)
        self._family = {provider.id, *provider.same_variables_as}
        self._notes: dict[tuple[str, str], Note] = {}
        self._exposed: set[str] = set()
        self._login: tuple[Field | None, Field | None] = (None, None)
        self._mixed = any(self._is_foreign(each) for each in pieces if each.variable)

    def result(self) -> Sorted:
        found = [candidate for piece in self._pieces if (candidate := self._candidate(piece)) is not None]
        by_field: dict[str, list[_Candidate]] = defaultdict(list)
        for each in found:
            if each.text not in self._exposed:
                by_field[each.field.name].append(each)
        chosen = {name: one for name, some in by_field.items() if (one := self._chosen(name, some)) is not None}
        used = sum(each.field.name in chosen and chosen[each.field.name].text == each.text for each in found)
        notes = tuple(note for (name, kind), note in self._notes.items() if kind == "exposed" or name not in chosen)
        return Sorted(
            {field.name: Secret(chosen[field.name].text) for field in self._provider.fields if field.name in chosen},
            notes,
            len(self._pieces) - used,
            frozenset(name for name, each in chosen.items() if each.certain),
        )

    def _candidate(self, piece: Piece) -> _Candidate | None:
        if self._is_foreign(piece):
            return None
        naming = self._naming(piece)
        found = self._named(piece, naming) if naming is not None else self._shaped(piece)
        if found is not None and found.field.secret and piece.variable and is_public(piece.name):
            self._exposed.add(found.text)
            message = f"{exposure(_quoted(piece.name), found.field)} Then paste the new one."
            self._note("refuse", found.field, "exposed", message)
            return None
        return found

    def _naming(self, piece: Piece) -> Naming | None:
        if piece.name not in (USER, BESIDE_USER):
            return self._names.of(piece.name, piece.inside)
        if piece.name == USER:
            self._login = login_of(self._provider, piece.text)
        field = self._login[piece.name == BESIDE_USER]
        return Naming(field, sure=False) if field is not None else None

    def _named(self, piece: Piece, naming: Naming) -> _Candidate | None:
        field, raw = naming.field, clean(piece.text)
        if reason := self._missing(raw):
            self._note_missing(field.name, reason)
            return None
        text = _fitting(field, raw)
        own = text is not None
        text = text or unwrapped(raw)
        sure = self._is_sure(piece, naming)
        if whose := self._stranger(field, text, sure=sure):
            self._note("warn", field, "foreign", f"{field.label}: what stands there belongs to {whose}. Not taken.")
            return None
        if not _usable(field, text) or (field.pattern is not None and not own and not sure):
            self._note("warn", field, "odd", f"{field.label}: what stands there does not look like it. Not taken.")
            return None
        if field.pattern is None and not sure and piece.variable and self._mixed:
            self._note("warn", field, "odd", f"{field.label}: {_quoted(piece.name)} may be anybody's. Not taken.")
            return None
        rank = _BY_VARIABLE if sure else _BY_LABEL
        certain = sure or field.name in self._recogniser.fits(self._provider.id, text)
        return _Candidate(field, text, rank, self._mode_of(field, text, naming.stage), certain)

    def _stranger(self, field: Field, text: str, *, sure: bool) -> str:
        """Return whose a value certainly is, where it is not this provider's; the form would refuse it too."""
        leaders = {each.provider_id for each in self._recogniser.leading(text)}
        found = None if leaders & self._family else stranger_in(self._provider, field.name, text, self._recogniser)
        if found is None or (sure and found.level != "refuse"):
            return ""
        return " or ".join(sorted(self._recogniser.name_of(each) for each in leaders))

    def _is_sure(self, piece: Piece, naming: Naming) -> bool:
        """Tell whether nobody else calls a value so, here."""
        if self._recogniser.spoken_of(" ".join(piece.inside)) & self._family:
            return True
        return naming.sure and self._recogniser.users_of(piece.name) <= self._family

    def _shaped(self, piece: Piece) -> _Candidate | None:
        raw = clean(piece.text)
        text = next((each for each in _parts(raw) if self._fields_of(each)), unwrapped(raw))
        if reason := self._missing(text):
            for name in self._recogniser.begun_by(self._provider.id, text)[:1]:
                self._note_missing(name, reason)
            return None
        fields = self._fields_of(text)
        if len(fields) != 1:
            return None
        field = fields[0]
        certain = any(each.certain and each.provider_id in self._family for each in self._recogniser.leading(text))
        ours = bool(self._recogniser.spoken_of(piece.name) & self._family)
        if piece.variable and "_" in piece.name and not (certain or ours or jwt_claims(text)):
            message = f"{field.label}: {_quoted(piece.name)} may hold it, or another key. Not taken."
            self._note("warn", field, "unclear", message)
            return None
        return _Candidate(field, text, _BY_SHAPE, self._mode_of(field, text, "none"), certain=True)

    def _fields_of(self, text: str) -> list[Field]:
        names = self._recogniser.fits(self._provider.id, text)
        shaped = [each for each in self._provider.form_fields if each.name in names or self._claimed(each, text)]
        fitting = [each for each in shaped if not self._refused(each, text)]
        return [each for each in fitting if each.required] if len(fitting) > 1 else fitting

    def _claimed(self, field: Field, text: str) -> bool:
        """Tell whether a JWT says by a claim that it is this field."""
        rules = [each for each in self._provider.pairing if each.kind == "claim_is" and each.field == field.name]
        claims = jwt_claims(text) if rules else None
        return claims is not None and any(claims.get(rule.claim or "") == rule.value for rule in rules)

    def _refused(self, field: Field, text: str) -> bool:
        findings = check_pairing(self._provider, {field.name: Secret(text)})
        return any(each.level == "refuse" and each.field == field.name for each in findings)

    def _missing(self, text: str) -> str:
        if is_masked(text):
            return "it is covered. Reveal it at the provider and copy it whole."
        return "only a placeholder stands there." if is_placeholder(text) or self._is_example(text) else ""

    def _is_example(self, text: str) -> bool:
        return any(text == each.example for each in self._provider.fields if each.example and each.secret)

    def _mode_of(self, field: Field, text: str, stage: Mode) -> Mode:
        shown = mode_of(self._provider, {field.name: Secret(text)})
        return shown if shown != "none" else stage

    def _is_foreign(self, piece: Piece) -> bool:
        """Tell whether the piece is known to belong to another provider, by its variable or what surrounds it."""
        known = self._names.of(piece.name, piece.inside) is not None
        users = self._recogniser.users_of(piece.name) if piece.variable else frozenset()
        if users and not known:
            return not users & self._family
        if known and not piece.inside:
            return False
        spoken = self._recogniser.spoken_of(" ".join((*piece.inside, piece.name if piece.variable else "")))
        return bool(spoken) and not spoken & self._family

    def _chosen(self, name: str, some: list[_Candidate]) -> _Candidate | None:
        best = max(each.rank for each in some)
        leading = list({each.text: each for each in some if each.rank == best}.values())
        if len(leading) > 1 and self._mode != "none":
            leading = [each for each in leading if each.mode == self._mode] or leading
        if len(leading) == 1:
            return leading[0]
        label = some[0].field.label
        self._note("warn", some[0].field, "several", f"{label}: several values may be it. Paste the one you mean.")
        return None

    def _note_missing(self, name: str, reason: str) -> None:
        if field := self._provider.field(name):
            self._note("warn", field, "missing", f"{field.label}: {reason}")

    def _note(self, level: Level, field: Field, kind: str, message: str) -> None:
        self._notes.setdefault((field.name, kind), Note(level, message, field.name))


def _quoted(name: str) -> str:
    """Return a name as a note may say it: where a pasted text is damaged, a name may hold half a key."""
    return name if _A_NAME.fullmatch(name) and redact(name) == name else "a name in the text"


def _whole(provider: Provider, text: str) -> Piece | None:
    """Return the whole text as one piece where a field holds a whole document."""
    bare = text.strip()
    several = (each for each in provider.form_fields if each.multiline and each.pattern)
    fits = len(bare) <= _LONGEST and any("\n" in bare and check_format(each, bare) is None for each in several)
    return Piece("", bare) if fits else None


def _fitting(field: Field, raw: str) -> str | None:
    """Return the part of what stands beside a name that has the field's shape."""
    for text in _parts(raw):
        if text and field.pattern is not None and check_format(field, text) is None:
            return text
    return None


def _parts(raw: str) -> list[str]:
    """Return what of a piece may be the value: all of it, without what wraps it, or one of its words."""
    words = [unwrapped(word) for word in raw.split()[:_WORDS]]
    return [raw, unwrapped(raw), *(words if len(words) > 1 else ())]


def _usable(field: Field, text: str) -> bool:
    if not text or len(text) > _LONGEST:
        return False
    return field.multiline or (text.isascii() and text.isprintable() and " " not in text)
