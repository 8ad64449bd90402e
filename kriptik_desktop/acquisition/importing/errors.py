"""Why a file could not be imported.

The child that reads the file names a reason by its code; the words are here, in the process that shows them, so that
nothing of a file's content can reach a message.
"""

from __future__ import annotations

from kriptik_desktop.core.errors import InvalidInput, NotFound, Refused, Unavailable

_NOTHING = "Nothing was imported."

_TEXTS: dict[str, tuple[str, str]] = {
    "import_file_too_large": (
        "The file is larger than {most} MiB, which no list of credentials is.",
        "Choose the export itself. A 1Password export with attached files can be made again without them.",
    ),
    "import_file_empty": ("The file is empty.", "Make the export again, or choose another file."),
    "import_not_a_file": ("This is a folder or a device, not a file.", "Choose the exported file itself."),
    "import_format_unknown": (
        "This is no kind of file that KripTik can import.",
        "It reads .env files, JSON, CSV and 1pux of 1Password, JSON of Bitwarden, and KDBX of KeePass.",
    ),
    "import_zip_unknown": (
        "This is a ZIP archive, and not an export of 1Password (1pux).",
        "Unpack it and choose the file inside, or export from 1Password again.",
    ),
    "import_kdb_old": (
        "This is a database of KeePass 1 (KDB), which KripTik cannot read.",
        "Open it in KeePassXC, which makes a KDBX file of it, and import that.",
    ),
    "import_is_a_vault": (
        "This is a database, perhaps a backup of a KripTik vault; it is not imported.",
        "If it is a backup, use Restore instead.",
    ),
    "import_text_utf16": (
        "The file is saved as UTF-16, as Windows programs do when told Unicode.",
        "Save it again as UTF-8 and import that.",
    ),
    "import_text_not_utf8": (
        "The file is text in an older encoding (such as Latin-1), so its accents and signs would come out wrong.",
        "Save it again as UTF-8 and import that.",
    ),
    "import_text_binary": (
        "The file holds bytes that no text has, and is of no kind that KripTik knows.",
        "Choose the exported file itself.",
    ),
    "import_damaged": (
        "The file begins as {kind} and is damaged or cut off{where}.",
        "Make the export again and import that one.",
    ),
    "import_nothing_inside": ("The file is whole, and there is nothing in it.", "Choose another file."),
    "import_bitwarden_account": (
        "This Bitwarden export is bound to the account it came from; nobody else can decrypt it, KripTik included.",
        "Export again from Bitwarden as .json, or as .json (encrypted) with the choice Password protected.",
    ),
    "import_version_unknown": (
        "The file is {kind} of a version that KripTik does not know.",
        "Export again in the usual format of that program.",
    ),
    "import_cost_absurd": (
        "The file asks for an absurd amount of memory or time to check its password, so that was not tried.",
        "Only open files that you know. If it is yours, save it with lower key settings and import that.",
    ),
    "import_too_many": (
        "The file holds more than {most} entries or values.",
        "Export the part that you need and import that.",
    ),
    "import_took_too_long": (
        "Reading the file took longer than {most} s and was stopped.",
        "Only open files that you know. If it is yours, save it with lower key settings and import that.",
    ),
    "import_answer_too_large": (
        "The file unpacks to far more than a list of credentials, so reading it was stopped.",
        "Only open files that you know.",
    ),
    "import_reader_ended": (
        "The file could not be read: its reader ran out of memory or time, or failed over what is in it.",
        "Only open files that you know. Make the export again and import that one.",
    ),
}

_KINDS: dict[str, str] = {
    "dotenv": "a .env file",
    "json": "JSON",
    "onepassword-csv": "CSV",
    "onepassword-1pux": "a 1Password export",
    "bitwarden-json": "a Bitwarden export",
    "kdbx": "a KeePass database",
}


class ImportFileMissing(NotFound):
    """There is no file at this path."""

    def __init__(self) -> None:
        super().__init__("import_file_missing", "There is no file at this path.", "Choose the file again.")


class ImportFileClosed(Refused):
    """The system does not let this user read the file."""

    def __init__(self, why: str) -> None:
        super().__init__(
            "import_file_closed",
            f"The file cannot be read: {why}.",
            "Change its permissions, or copy it to a folder of yours.",
        )


class ImportUnreadable(InvalidInput):
    """The file cannot be imported as it is; ``code`` says which of the reasons it is."""

    def __init__(self, code: str, *, kind: str = "", where: str = "", most: int = 0) -> None:
        message, hint = _TEXTS[code]
        text = message.format(kind=_KINDS.get(kind, "another file"), where=where, most=most)
        super().__init__(code, f"{text} {_NOTHING}", hint)


class ImportPasswordNeeded(InvalidInput):
    """The file is protected by a password, and none was given."""

    def __init__(self) -> None:
        super().__init__(
            "import_password_needed", "The file is protected by a password.", "Type the password of the file."
        )


class ImportPasswordWrong(Refused):
    """This password does not open the file."""

    def __init__(self, kind: str) -> None:
        hint = (
            "Check Caps Lock and the keyboard layout; it is the file's password, not the vault's. "
            "If you are sure of it, the file is damaged: make the export again."
        )
        if kind == "kdbx":
            hint += " A database that also needs a key file cannot be imported: take the key file away in KeePassXC."
        super().__init__("import_password_wrong", f"This password does not open the file. {_NOTHING}", hint)


class KdbxNotInstalled(Unavailable):
    """The package that reads and writes KeePass databases is an extra, and not there."""

    retryable = False

    def __init__(self) -> None:
        super().__init__(
            "kdbx_not_installed",
            "KeePass databases need the package pykeepass, which is not installed with KripTik.",
            "Install the extra: pip install 'kriptik-desktop[kdbx]', then start KripTik again.",
        )


class ImportRowUnknown(NotFound):
    """The preview has no row of this key."""

    def __init__(self, key: str) -> None:
        super().__init__(
            "import_row_unknown",
            f"The preview has no row {key[:64]!r}. {_NOTHING}",
            "Look at the preview again; its rows have the keys to choose from.",
        )


def of_code(code: str, *, kind: str = "", where: str = "", most: int = 0) -> Exception:
    """Return the error for a code of the child; an unknown one counts as a reader that failed."""
    if code == "import_password_needed":
        return ImportPasswordNeeded()
    if code == "import_password_wrong":
        return ImportPasswordWrong(kind)
    if code == "kdbx_not_installed":
        return KdbxNotInstalled()
    return ImportUnreadable(code if code in _TEXTS else "import_reader_ended", kind=kind, where=where, most=most)
