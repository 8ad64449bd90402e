"""The system browser adapter, with the launcher handed in."""

from __future__ import annotations

import threading
import webbrowser

import pytest

from kriptik_desktop.core.browser import SystemBrowser

SHOWN = {"DISPLAY": ":7"}


@pytest.mark.parametrize("works", [True, False])
async def test_the_launchers_answer_is_given_back(works: bool) -> None:
    opened: list[str] = []

    def launch(url: str) -> bool:
        opened.append(url)
        return works

    assert await SystemBrowser(SHOWN, launch).open("https://example.org/keys") is works
    assert opened == ["https://example.org/keys"]


async def test_the_loop_goes_on_while_the_launcher_works() -> None:
    going = threading.Event()

    def launch(_url: str) -> bool:
        return going.wait(5)

    from asyncio import ensure_future, sleep

    task = ensure_future(SystemBrowser(SHOWN, launch).open("https://example.org"))
    await sleep(0)
    assert not task.done()
    going.set()
    assert await task


@pytest.mark.parametrize("error", [webbrowser.Error("none"), OSError("none")])
async def test_a_launcher_that_fails_is_false(error: Exception) -> None:
    def launch(_url: str) -> bool:
        raise error

    assert not await SystemBrowser(SHOWN, launch).open("https://example.org")


@pytest.mark.parametrize("url", ["file:///etc/passwd", "javascript:alert(1)", "kriptik://x", ""])
async def test_only_web_pages_are_opened(url: str) -> None:
    assert not await SystemBrowser(SHOWN, lambda _url: pytest.fail("launched")).open(url)


@pytest.mark.skipif("sys.platform in ('win32', 'darwin')")
async def test_without_a_display_no_text_browser_is_started() -> None:
    assert not await SystemBrowser({}, lambda _url: pytest.fail("launched")).open("https://example.org")
