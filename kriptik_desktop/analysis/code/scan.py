"""Scans the folder of a project for the credentials that its code needs.

The work is done in one thread that looks at a flag after every file, so the loop stays free and a cancellation is
obeyed at once; one process suffices for fifty thousand files because what is searched for is found without parsing.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from kriptik_desktop.analysis.code import outcome
from kriptik_desktop.analysis.code.index import Index
from kriptik_desktop.analysis.code.judging import Judge, Units
from kriptik_desktop.analysis.code.manifests import Unreadable
from kriptik_desktop.analysis.code.model import Clue, CodeScan, RequiredCredential
from kriptik_desktop.analysis.code.readers import is_manifest, is_parsed, reader_for
from kriptik_desktop.analysis.code.source import Source
from kriptik_desktop.analysis.code.stock import Stock
from kriptik_desktop.analysis.code.tree import Found, Tree
from kriptik_desktop.projects.model import StackEntry
from kriptik_desktop.providers.catalogue import Catalogue

_TELL_EVERY = 500
"""Files between two reports of progress."""
_SLICE_S, _PAUSE_S = 0.002, 0.0001
_PARSED_LIMIT = 256 * 1024
"""Bytes of what is parsed as a whole; nobody writes a longer one, and parsing it would hold up a cancellation."""
_EVIDENCE = 5
"""Places that a stack's entry keeps; the scan itself holds more."""

Progress = Callable[[int], None]


async def scan(folder: Path, catalogue: Catalogue, *, progress: Progress | None = None) -> CodeScan:
    """Return what the code below ``folder`` needs; ``progress`` is called on the loop with the files seen so far.

    Raises InvalidInput for a folder that is not there or cannot be listed. A cancellation ends the work with the file
    in hand.
    """
    loop = asyncio.get_running_loop()
    stop = threading.Event()

    def tell(files: int) -> None:
        if progress is not None:
            loop.call_soon_threadsafe(_tell, progress, stop, files)

    work = asyncio.create_task(asyncio.to_thread(_Scanning(folder, catalogue, stop, tell).result))
    try:
        return await asyncio.shield(work)
    finally:
        stop.set()
        await asyncio.wait([work])
        if not work.cancelled():
            work.exception()  # asked for, or asyncio would report the error of a scan that nobody waits for any more


def _tell(progress: Progress, stop: threading.Event, files: int) -> None:
    if not stop.is_set():
        progress(files)


class _Scanning:
    """One scan, in its thread."""

    def __init__(self, folder: Path, catalogue: Catalogue, stop: threading.Event, tell: Progress) -> None:
        self._folder, self._catalogue, self._stop, self._tell = folder, catalogue, stop, tell
        self._last_pause = 0.0

    def result(self) -> CodeScan:
        tree, index = Tree(self._folder), Index(self._catalogue)
        own_files = frozenset(index.names("file"))
        clues: list[Clue] = []
        folders: set[str] = set()
        files = 0
        for found in tree.files():
            if self._stop.is_set():
                break
            self._breathe()
            files += 1
            if files % _TELL_EVERY == 0:
                self._tell(files)
            if is_manifest(found.name):
                folders.add(found.file.removesuffix(found.name))
            clues += self._clues(tree, found, index, own_files)
        verdict = Judge(index, Stock(tree.root), Units(folders)).weigh(clues)
        used = outcome.credentials(verdict, index)
        needing = {each.id for each in self._catalogue.all() if each.needs_credential}
        return CodeScan(
            found=tuple(each for each in used if each.integration_id in needing),
            files=files,
            skipped=tree.skipped,
            notes=tree.notes,
            choices=outcome.choices(verdict, index),
            without_credential=tuple(each for each in used if each.integration_id not in needing),
        )

    def _breathe(self) -> None:
        """Let the loop's thread run: it would else wait out the interpreter's switch interval at each of its turns."""
        now = time.perf_counter()
        if now - self._last_pause > _SLICE_S:
            self._stop.wait(_PAUSE_S)
            self._last_pause = time.perf_counter()

    def _clues(self, tree: Tree, found: Found, index: Index, own_files: frozenset[str]) -> Iterator[Clue]:
        reader = reader_for(found.file, found.name, own_files)
        data = tree.read(found) if reader else None
        if reader is None or data is None:
            return
        if len(data) > _PARSED_LIMIT and is_parsed(found.name):
            tree.note(found.file, "it is longer than 256 KiB")
            return
        try:
            for clue in reader(Source(tree.root, found.file, found.name, data, index)):
                yield clue
                if self._stop.is_set():
                    return
        except Unreadable as error:
            tree.note(found.file, str(error))


def holds_project(folder: Path) -> bool:
    """Tell whether a manifest lies right in the folder, as in the folder of a project and not in somebody's home."""
    try:
        return any(is_manifest(each.name) and each.is_file() for each in folder.iterdir())
    except OSError:
        return False


def stack_of(scan: CodeScan, catalogue: Catalogue) -> list[StackEntry]:
    """Return what a project made from the scanned code has in its stack: what it runs on, not what only tests name."""
    running = [each for each in scan.found if each.urgency == "blocking"]
    return [_entry(each, catalogue) for each in (*running, *scan.without_credential)]


def _entry(used: RequiredCredential, catalogue: Catalogue) -> StackEntry:
    evidence = tuple(f"{place.file}:{place.line}" for place in used.places[:_EVIDENCE])
    category = catalogue.get(used.integration_id).categories[0]
    return StackEntry(used.integration_id, category, used.reason, evidence)
