"""Logging that never shows a secret.

Two nets: ``Secret`` does not print itself, and the formatter removes from messages and tracebacks whatever looks like a
well-known key. It keeps no list of revealed values, which would be one more place to steal them from. Locals are never
captured.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path

_KEY_SHAPES = re.compile(
    r"\b(?:sk|rk|pk)_(?:test|live)_\w{8,}|\bwhsec_[\w+/=]{8,}|\bsk-[\w-]{16,}|\bsb_secret_[\w-]{8,}|\bre_\w{12,}"
    r"|\bgh[opsur]_\w{16,}|\bgithub_pat_\w{16,}|\bxox[a-z]-[\w-]{8,}|\bxapp-\d-[\w-]{8,}|\bSG\.[\w-]{8,}\.[\w-]{8,}"
    r"|\b(?:hf|rpa|vcp|nfp|sbp|shpat|shpss|dop_v1|lin_api|ntn|glpat|pcsk|cfat)[_-]\w{16,}|\b(?:AKIA|ASIA)[A-Z0-9]{16}\b"
    r"|\ba[ks]-[A-Za-z0-9]{20,}|\bAIza[\w-]{30,}|\bGOCSPX-[\w-]{8,}"
    r"|\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*|(?i:bearer)\s+[\w.~+/=-]{12,}"
    r"|-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|\Z)|(?<=://)[^/\s:@]*:[^/\s@]+(?=@)",
    re.DOTALL,
)


def redact(text: str) -> str:
    """Return ``text`` with everything that looks like a key replaced."""
    return _KEY_SHAPES.sub("[redacted]", text)


class RedactingFormatter(logging.Formatter):
    """Formats as usual, then removes what looks like a key, traceback included."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the finished line."""
        return redact(super().format(record))


@contextmanager
def logging_to(path: Path) -> Iterator[None]:
    """Send the program's log to ``path`` (1 MiB, three kept) for as long as the block runs."""
    handler = RotatingFileHandler(path, maxBytes=1 << 20, backupCount=3, encoding="utf-8", delay=True)
    handler.setFormatter(RedactingFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logger = logging.getLogger("kriptik_desktop")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        handler.close()
