"""Finds the files that ship with the app, in a checkout and in an installed wheel alike.

In the wheel ``qml`` and ``assets`` lie inside the package, in a checkout beside it; nothing is ever looked up relative
to the working directory.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def resource(*parts: str) -> Path:
    """Return the path of a shipped file or folder, such as ``resource("qml")``.

    Raises FileNotFoundError when the installation lacks it.
    """
    for root in (_PACKAGE, _PACKAGE.parent):
        candidate = root.joinpath(*parts)
        if candidate.exists():
            return candidate
    raise FileNotFoundError(f"the installation lacks {'/'.join(parts)}")
