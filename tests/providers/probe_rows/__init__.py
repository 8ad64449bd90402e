"""What must come of asking each provider: one row for each thing that can be wrong, expected from the documents.

``right``, ``wrong``, ``no permission``, ``limit`` and ``down`` are there for every provider that has such a thing; the
other rows are each provider's own traps.
"""

from __future__ import annotations

from tests.providers.probe_rows.hosting import HOSTING
from tests.providers.probe_rows.mail_and_talk import TALK
from tests.providers.probe_rows.models_and_data import AI, DATA
from tests.providers.probe_rows.money_and_code import CODE, PAYMENTS
from tests.providers.probe_rows.row import Row
from tests.providers.probe_rows.sign_in import SIGN_IN

__all__ = ["NO_SUCH_CASE", "ROWS", "Row"]

ROWS: tuple[Row, ...] = (*PAYMENTS, *CODE, *AI, *SIGN_IN, *DATA, *HOSTING, *TALK)
NO_SUCH_CASE = {
    ("google-oauth", "no permission"): "A client has no rights of its own; people grant them at sign-in.",
    ("github-oauth", "no permission"): "The same.",
}
