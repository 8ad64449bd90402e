"""What the process asks of the operating system so that its memory does not end up on a disk.

A crashed process may be written out whole, keys and passwords included; the limit is set before anything secret is
read. Other processes of the same user can still read this one's memory while it runs: the system's dialogs need to be
able to look at it, so that is left as it is and said in the README.
"""

from __future__ import annotations

import sys


def forbid_core_dumps() -> str:
    """Let no crash write this process, or one that it starts, to disk; return why where that cannot be had, or "".

    RLIMIT_CORE of 0 keeps the kernel from writing a file. A collector that the kernel pipes dumps to is told the limit
    and keeps nothing (core(5); systemd-coredump, apport).
    """
    if sys.platform == "win32":
        return "Windows has no such limit; whether it keeps crash dumps is a setting of Windows Error Reporting"
    import resource

    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (OSError, ValueError) as error:
        return f"the system refused to set the limit: {error}"
    return ""
