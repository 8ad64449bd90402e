"""What can go wrong with the vault, each with its own type, because each asks something else of the person.

A wrong password and a damaged file must never share a message: who mistakes one for the other despairs, or overwrites
what could have been saved.
"""

from __future__ import annotations

from datetime import datetime

from kriptik_desktop.core.errors import Conflict, Damaged, InvalidInput, Locked, NotFound, Refused, Unavailable

_RESTORE = "Nothing was changed. Keep the file as it is, and put a backup of it in its place."


class VaultIsLocked(Locked):
    """The keys are not in memory."""

    def __init__(self) -> None:
        super().__init__(
            "vault_locked",
            "The vault is locked.",
            "Unlock it with the system keyring, the password or the recovery key.",
        )


class ReauthenticationNeeded(Locked):
    """The vault is unlocked, and what was asked for needs the person to show anew that they are there."""

    def __init__(self, ways: tuple[str, ...]) -> None:
        super().__init__(
            "vault_reauthentication_needed",
            "This needs to know that it is you: too long has passed since you last unlocked the vault.",
            "Type the master password again, or use another way to unlock; then it goes on where it stopped.",
        )
        self.ways = ways


class VaultDamaged(Damaged):
    """The file, or a row in it, does not pass the vault's own checks."""

    def __init__(self, why: str, hint: str = _RESTORE) -> None:
        super().__init__("vault_damaged", f"The vault file is damaged or was changed from outside: {why}.", hint)
        self.why = why
        self.why = why


class VaultMissing(NotFound):
    """There is no vault yet."""

    def __init__(self) -> None:
        super().__init__("vault_missing", "There is no vault yet.", "Create one first.")


class VaultExists(Conflict):
    """A vault is there already, so none is made."""

    def __init__(self, path: str) -> None:
        super().__init__(
            "vault_exists",
            f"There is a vault already, at {path}.",
            "Unlock that one; to begin anew, move its file away first.",
        )


class VaultNotOpen(Unavailable):
    """The service was closed, or never opened."""

    def __init__(self) -> None:
        super().__init__("vault_not_open", "The vault is not open in this process.", "Start the app again.")


class VaultBusy(Unavailable):
    """Another process holds the vault."""

    def __init__(self, path: str, owner: str) -> None:
        who = f"process {owner}" if owner else "another process"
        super().__init__(
            "vault_busy",
            f"The vault at {path} is in use by {who}.",
            "Close the other KripTik window or agent, then try again.",
        )


class VaultTooNew(Refused):
    """A newer version of the app wrote the file in a format that this one does not know."""

    def __init__(self, found: int, known: int) -> None:
        super().__init__(
            "vault_too_new",
            f"The vault was written by a newer version of KripTik (format {found}, this one reads {known}).",
            "Install that version again, or a later one; the file is left as it is.",
        )


class VaultRefused(Refused):
    """The file, its folder or its lock must not be used as they lie there."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(f"vault_{code}", message, hint)


class VaultRolledBack(Refused):
    """The file is sound, and older than the one last used on this computer."""

    def __init__(self, found: int, expected: int, at: int | None, why: str = "") -> None:
        seen = f" (seen {datetime.fromtimestamp(at / 1000).astimezone():%Y-%m-%d %H:%M})" if at else ""
        what = why or f"it is at change {found}, and change {expected} was there before{seen}"
        super().__init__(
            "vault_rolled_back",
            f"The vault file is sound, but it is not the one that was last used on this computer: {what}.",
            "Somebody or something put an older copy in its place. Restore a newer backup, or go on with this copy "
            "knowingly: what was stored after it is not in it.",
        )
        self.found = found
        self.expected = expected
        self.at = at


class VaultReadOnly(Refused):
    """The vault can be read where it lies, and not written."""

    def __init__(self, why: str) -> None:
        super().__init__(
            "vault_read_only",
            f"Nothing can be changed in the vault: {why}.",
            "What is stored can be read and exported. To change it, make the file and its folder writable, or move "
            "them to another disk, then start again.",
        )


class BackupRefused(Refused):
    """A file is not taken as a backup, or none is written where it was asked for; the vault is as it was."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(f"vault_backup_{code}", message, hint)


class BackupDamaged(Damaged):
    """A backup does not pass the checks of a vault; the vault itself is as it was."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(
            "vault_backup_damaged",
            f"The backup {path} cannot be used: {why}.",
            "The vault was not touched. Choose another backup.",
        )


class BackupUnavailable(Unavailable):
    """A backup cannot be read or written just now."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(
            "vault_backup_unavailable",
            f"The backup {path} cannot be read or written: {why}.",
            "Check that its disk is there and has room; the vault itself is as it was.",
        )


class NotConfirmed(InvalidInput):
    """Deleting everything was asked for without the words that confirm it."""

    def __init__(self, words: str) -> None:
        super().__init__(
            "vault_not_confirmed",
            "Nothing was deleted: deleting the vault with all of its backups has to be confirmed in words.",
            f"Confirm it with exactly these words: {words}",
        )


class WrongPassword(Refused):
    """The file is whole, and this password does not open it; ``wait_s`` is how long the next try will wait."""

    def __init__(self, wait_s: float = 0.0) -> None:
        seconds = "1 second" if wait_s == 1 else f"{wait_s:g} seconds"
        super().__init__(
            "vault_wrong_password",
            "This password does not open the vault; the file itself is in order.",
            "Check Caps Lock and the keyboard layout, or use the recovery key."
            + (f" The next try waits {seconds}." if wait_s else ""),
        )
        self.wait_s = wait_s


class WrongRecoveryKey(Refused):
    """The key was typed without mistake and belongs to another vault."""

    def __init__(self) -> None:
        super().__init__(
            "vault_wrong_recovery_key",
            "This recovery key is written correctly but belongs to another vault; the file itself is in order.",
            "Look for the key that was shown when this vault was created.",
        )


class WeakPassword(InvalidInput):
    """The password cannot be used for a new vault."""

    def __init__(self, why: str) -> None:
        super().__init__("vault_password_unusable", why, "Choose another; several words in a row are easy to remember.")


class NoUnlockWay(InvalidInput):
    """Creation was asked for without keyring and without password."""

    def __init__(self) -> None:
        super().__init__(
            "vault_no_unlock_way",
            "A vault needs a daily way to unlock it: the system keyring, a password, or both.",
            "Switch on at least one of the two.",
        )


class LastWay(Refused):
    """Without this way nothing but the recovery kit would open the vault."""

    def __init__(self, way: str) -> None:
        super().__init__(
            "vault_last_way",
            f"This vault is unlocked each day by {way} alone, so that way stays.",
            "Add another daily way first: a master password, or this computer's keyring.",
        )


class PasswordNeeded(InvalidInput):
    """The vault has a password way, which only the password itself can carry over to new keys."""

    def __init__(self) -> None:
        super().__init__(
            "vault_password_needed",
            "The vault can be unlocked by a master password, so new keys need that password to be typed.",
            "Type the master password, or remove that way to unlock first.",
        )


class RecoveryKeyMistyped(InvalidInput):
    """The text is not a recovery key, or holds a typing mistake."""

    def __init__(self, why: str) -> None:
        super().__init__(
            "vault_recovery_key_mistyped",
            f"This is not a recovery key as it was shown: {why}.",
            "Compare it with the printed one, group by group; upper and lower case do not matter.",
        )


class SlotMissing(NotFound):
    """The vault has no such way to be unlocked."""

    def __init__(self, kind: str) -> None:
        super().__init__(
            "vault_no_such_slot",
            f"This vault was not set up to be unlocked by {kind}.",
            "Use another way to unlock it.",
        )


class KeyringUnavailable(Unavailable):
    """The system keyring cannot be used now."""

    def __init__(self, why: str) -> None:
        super().__init__(
            "vault_keyring_unavailable",
            f"The system keyring cannot be used: {why}.",
            "Use the password or the recovery key instead.",
        )


class KeyringItemMissing(NotFound):
    """The keyring works, but this vault's key is no longer in it."""

    def __init__(self) -> None:
        super().__init__(
            "vault_keyring_item_missing",
            "The system keyring no longer holds the key of this vault; it was deleted there, or the keyring was reset.",
            "Use the password or the recovery key instead; nothing stored in the vault is lost.",
        )


class KeyringItemWrong(Refused):
    """The keyring gave a key that does not belong to this vault file."""

    def __init__(self) -> None:
        super().__init__(
            "vault_keyring_item_wrong",
            "The key in the system keyring does not belong to this vault; the file itself is in order.",
            "Use the password or the recovery key instead.",
        )


class NoArgon2(Unavailable):
    """The installed cryptography library cannot derive keys from passwords."""

    retryable = False

    def __init__(self, why: str) -> None:
        super().__init__(
            "vault.no_argon2",
            f"Passwords cannot be used with this installation: {why}.",
            "Reinstall KripTik with its own cryptography package, close other programs if memory is short, "
            "or unlock with the system keyring or the recovery key.",
        )
