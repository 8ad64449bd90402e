"""What can be wrong with one credential that is asked for or given, each with its own type.

Apart from what can go wrong with the vault as a whole, because callers in other rooms answer these and not those.
"""

from __future__ import annotations

from kriptik_desktop.core.errors import Conflict, InvalidInput, NotFound


class CredentialNotFound(NotFound):
    """No credential has this id."""

    def __init__(self, credential_id: str) -> None:
        super().__init__(
            "vault_credential_not_found",
            f"The vault holds no credential {credential_id[:64]!r}.",
            "List the credentials to see which there are.",
        )


class FieldNotFound(NotFound):
    """The credential is there, but this version of it has no such field."""

    def __init__(self, name: str) -> None:
        super().__init__(
            "vault_field_not_found",
            f"This credential has no field {name[:64]!r}.",
            "Look at its history: the field may be part of an earlier version.",
        )


class VersionNotFound(NotFound):
    """The credential never had this version, or it is older than those that are kept."""

    def __init__(self, version: int, kept: int) -> None:
        super().__init__(
            "vault_version_not_found",
            f"Version {version} of this credential is not kept; the vault keeps the last {kept}.",
            "Look at its history to see which versions there are.",
        )


class AccountTaken(Conflict):
    """Another credential has this scope, integration, mode and account already."""

    def __init__(self, integration: str, account: str) -> None:
        super().__init__(
            "vault_account_taken",
            f"The vault holds another credential for {integration}, account {account}, in the same mode.",
            "Keep that one and remove this one, or give this one another account label.",
        )


class InvalidCredential(InvalidInput):
    """The credential cannot be stored as it was given; ``which`` names it where several were."""

    def __init__(self, why: str, which: str = "") -> None:
        what = f"The credential for {which}" if which else "The credential"
        super().__init__("vault_credential_invalid", f"{what} cannot be stored: {why}.", "Correct it and save again.")
        self.why = why
