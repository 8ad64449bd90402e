"""A value that must not be seen by accident.

Python cannot wipe immutable strings, so this type does not promise to: it promises that no ordinary way of printing,
logging, serialising or copying gives the value away, and that every deliberate use reads ``.reveal()`` in the source.
"""

from __future__ import annotations

import hmac
import re
from typing import Any, NoReturn

_REDACTED = "Secret(redacted)"
_KIND_WORD = re.compile(r"[A-Za-z]{2,6}\d{0,2}[_-]")
"""One word of a key's kind, as in ``sk_test_``, ``whsec_``, ``sk-ant-api03-``."""


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
        end = 0
        while (word := _KIND_WORD.match(text, end)) and word.end() <= len(text) // 3:
            end = word.end()
        return f"{text[:end]}...{text[-4:]}"

    def __bool__(self) -> bool:
        return bool(self.__text)

    def __len__(self) -> int:
        return len(self.__text)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        ours, theirs = (text.encode("utf-8", "surrogatepass") for text in (self.__text, other.reveal()))
        return hmac.compare_digest(ours, theirs)

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

    def __getstate__(self) -> NoReturn:
        raise TypeError("a Secret does not give its state away")
