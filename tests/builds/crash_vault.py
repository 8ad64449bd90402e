"""A master password and cheap Argon2 parameters for owners that are killed and reopened."""

from __future__ import annotations

from kriptik_desktop.vault.slots import Argon2Params

PASSWORD = "correct horse battery staple"


def small_argon2() -> Argon2Params:
    """Return the weakest parameters that the vault still reads: tests need the mechanism, not the cost."""
    return Argon2Params(memory_kib=8 * 1024, iterations=1, lanes=1)
