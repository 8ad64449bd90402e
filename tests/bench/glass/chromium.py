"""The same scene as a page in Chromium, whose ``backdrop-filter`` is the measure of what glass may cost.

The page tells a loopback server when it begins and what it saw; the processor time is that of all of Chromium's
processes in between. Its frames come at 60 a second at most, so that below 16.7 ms the wall time says nothing.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tests.bench.glass.frames import PATIENCE_S, Frames, Run

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_PAGE = Path(__file__).with_name("page.html")
_SIZE = (1280, 800)
_SILENCE = (
    "--no-first-run",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--password-store=basic",
)


def installed() -> str | None:
    """Return the path of the Chromium of this machine, or None."""
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


class _Page(ThreadingHTTPServer):
    """Serves the page with its backdrop and hears what it has to tell."""

    daemon_threads = True

    def __init__(self, backdrop: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.files = {"/page.html": ("text/html", _PAGE), "/backdrop.png": ("image/png", backdrop)}
        self.cpu_s = [0.0, 0.0]
        self.told: dict[str, Any] = {}
        self.done = threading.Event()
        self.root = 0

    def hear(self, path: str, body: bytes) -> None:
        """Take what the page posted to ``path``."""
        spent = sum(map(_cpu_s, _tree(self.root)))
        if path == "/start":
            self.cpu_s[0] = spent
        elif path == "/done":
            self.cpu_s[1] = spent
            self.told = json.loads(body)
            self.done.set()


class _Answer(BaseHTTPRequestHandler):
    server: _Page

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        kind, path = self.server.files.get(self.path.partition("?")[0], ("", None))
        self.send_response(200 if path else 404)
        self.send_header("Content-Type", kind)
        self.end_headers()
        if path:
            self.wfile.write(path.read_bytes())

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.hear(self.path, body)
        self.send_response(204)
        self.end_headers()


def in_chromium(program: str, run: Run, backdrop: Path, environment: Mapping[str, str]) -> Frames:
    """Return what the page costs in a fresh Chromium that fills the display.

    Raises RuntimeError when it does not get ready or its page has another size than the product's window.
    """
    with _Page(backdrop) as server, _browser(program, _address(server, run), environment) as process:
        server.root = process.pid
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            if not server.done.wait(PATIENCE_S):
                raise RuntimeError("the page did not get ready in Chromium")
            told, cpu_s = server.told, server.cpu_s[1] - server.cpu_s[0]
            rss_mb = sum(map(_proportional_mb, _tree(process.pid)))
        finally:
            server.shutdown()
            thread.join()
    if (told["width"], told["height"]) != _SIZE:
        raise RuntimeError(f"the page is {told['width']}x{told['height']} in Chromium")
    return Frames.of(told["times"], cpu_s, rss_mb)


def _address(server: _Page, run: Run) -> str:
    asked = urlencode({"cards": run.cards, "frames": run.frames, "warm_ms": run.warm_ms})
    return f"http://127.0.0.1:{server.server_address[1]}/page.html?{asked}"


@contextmanager
def _browser(program: str, address: str, environment: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """Show a page over the whole display; every process of it is gone afterwards."""
    width, height = _SIZE
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [program, f"--user-data-dir={profile}", f"--window-size={width},{height}", "--window-position=0,0"]
        command += [*_SILENCE, "--kiosk", *_without_sandbox(), f"--app={address}"]
        process = subprocess.Popen(
            command,
            env={**environment, "HOME": profile},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            _kill(process)


def _without_sandbox() -> list[str]:
    """Chromium refuses to run as root with its sandbox, and the page is our own."""
    return ["--no-sandbox"] if os.geteuid() == 0 else []


def _kill(process: subprocess.Popen[bytes]) -> None:
    for pid in _tree(process.pid):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    process.wait()
    deadline = time.monotonic() + 2
    with contextlib.suppress(ProcessLookupError):
        while time.monotonic() < deadline:
            os.killpg(process.pid, signal.SIGKILL)
            time.sleep(0.02)


def _tree(pid: int) -> list[int]:
    """Return a process and all that came from it."""
    found = [pid]
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += _tree(int(child))
    return found


def _cpu_s(pid: int) -> float:
    """Return the processor time a process took (proc(5), fields utime and stime)."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _proportional_mb(pid: int) -> float:
    """Return the memory of a process with its part of what it shares (PSS), in MB."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)
