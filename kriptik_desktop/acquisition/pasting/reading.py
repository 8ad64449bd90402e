"""Cuts a pasted text into its pieces, whatever it was copied from."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from kriptik_desktop.acquisition.pasting.lines import line_pieces
from kriptik_desktop.acquisition.pasting.piece import MOST_PIECES, Piece
from kriptik_desktop.acquisition.pasting.structures import json_pieces, table_pieces


def pieces_of(text: str, knows: Callable[[str], bool]) -> list[Piece]:
    """Return the pieces of a tidied text, the first :data:`MOST_PIECES` of them; empty ones are left out."""
    document = json_pieces(text)
    if document is not None:
        found, around = document
        found += line_pieces(around, knows)
    else:
        found = table_pieces(text, knows) or list(islice(line_pieces(text, knows), MOST_PIECES))
    return [each for each in found if each.text.strip()][:MOST_PIECES]
