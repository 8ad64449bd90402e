"""The recovery kit as a file that only this user can read.

Apart from the key's spelling, because window and command line write the same file and neither needs the cryptography.
"""

from __future__ import annotations

import os
from pathlib import Path

from kriptik_desktop.core.secret import Secret


def write_kit_file(path: Path, kit: Secret, *, replace: bool) -> None:
    """Write the kit to ``path`` with mode 0600; blocks.

    Raises FileExistsError when something is there and ``replace`` is false, OSError when it cannot be written.
    """
    existing = os.O_TRUNC if replace else os.O_EXCL
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | existing, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        if os.name == "posix":
            os.fchmod(file.fileno(), 0o600)
        file.write(f"KripTik recovery kit. It opens the vault when everything else is lost.\n\n{kit.reveal()}\n")
