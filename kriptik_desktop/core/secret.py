"""A value that must not be seen by accident.

Python cannot wipe immutable strings, so this type does not promise to: it promises that no ordinary way of printing,
logging, serialising or copying gives the value away, and that every deliberate use reads ``.reveal()`` in the source.
"""

from __future__ import annotations

import hmac
from typing import Any, NoReturn

_REDACTED = "Secret(redacted)"


class Secret:
    """Holds one text; only :meth:`reveal` gives it back."""

    __slots__ = ("__text",)

    def __init__(self, text: str) -> None:
        self.__text = text

    def reveal(self) -> str:
        """Return the value itself; keep the result in as small a scope as can be."""
        return self.__text

    def masked(self) -> str:
        """Return a form that a person recognises and nobody can use, such as ``sk_test_...4f2a``.

        At most the last four characters of the random part are shown, and only of values of 16 characters or more.
        """
        text = self.__text
        if len(text) < 16:
            return "..."
        head = text[: len(text) // 3].rpartition("_")
        prefix = (head[0] + head[1])[:12]
        return f"{prefix}...{text[-4:]}"

    def __bool__(self) -> bool:
        return bool(self.__text)

    def __len__(self) -> int:
        return len(self.__text)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        return hmac.compare_digest(self.__text.encode(), other.reveal().encode())

    def __repr__(self) -> str:
        return _REDACTED

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return format(_REDACTED, spec)

    def __copy__(self) -> Secret:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Secret:
        return self

    def __reduce_ex__(self, protocol: Any) -> NoReturn:
        raise TypeError("a Secret cannot be pickled")
