"""Opening a page in the person's own browser.

A port, because tests and the headless agent must not start one; a daemon thread of its own, because some launchers wait
until the browser is closed and must keep neither the loop nor the app's end waiting.
"""

from __future__ import annotations

import asyncio
import os
import sys
import threading
import webbrowser
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Protocol
from urllib.parse import urlsplit

_PATIENCE_S = 8.0
"""After this long a launcher that has not failed has opened the page and waits for the browser's end."""


class BrowserPort(Protocol):
    """Whoever can show a page."""

    async def open(self, url: str) -> bool:
        """Show a web page; False when no browser could be started."""


class SystemBrowser:
    """The browser that the platform starts for web addresses."""

    def __init__(
        self, environment: Mapping[str, str] = os.environ, launch: Callable[[str], bool] = webbrowser.open_new_tab
    ) -> None:
        self._environment = environment
        self._launch = launch

    async def open(self, url: str) -> bool:
        """Show a web page; False for anything but http and https, without a display, and when the launch fails."""
        if urlsplit(url).scheme not in ("https", "http") or self._is_headless():
            return False
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[bool] = loop.create_future()

        def work() -> None:
            opened = False
            with suppress(webbrowser.Error, OSError):
                opened = self._launch(url)
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(_settle, answer, opened)

        threading.Thread(target=work, name="open browser", daemon=True).start()
        try:
            return await asyncio.wait_for(answer, _PATIENCE_S)
        except TimeoutError:
            return True

    def _is_headless(self) -> bool:
        """Without a display a text browser would take over the terminal."""
        if os.name == "nt" or sys.platform == "darwin":
            return False
        return not (self._environment.get("DISPLAY") or self._environment.get("WAYLAND_DISPLAY"))


def _settle(answer: asyncio.Future[bool], opened: bool) -> None:
    if not answer.done():
        answer.set_result(opened)
