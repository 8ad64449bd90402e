"""Takes the pictures of ``assets/screenshots``, or every screen in every state into a folder to look at.

python -m tests.gallery                the components
python -m tests.gallery screens        the screens that the README shows
python -m tests.gallery --all FOLDER   everything, on both renderers, in several sizes
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from kriptik_desktop.ui.renderer import Renderer
from tests.gallery.drawing import ROOT, draw
from tests.gallery.tour import README

SHOWN = ROOT / "assets" / "screenshots"
SIZES: tuple[tuple[int, int, float], ...] = ((1280, 800, 1), (1920, 1080, 1), (900, 640, 1), (1280, 800, 1.5))
PAGE_WIDTH = 1280
RENDERERS: tuple[Renderer, ...] = ("gpu", "software")


def components() -> Iterator[int]:
    """Draw the pages of the gallery for the repository."""
    yield draw("tests.gallery.pages", "gpu", 1, str(SHOWN), "1280", "800")


def screens() -> Iterator[int]:
    """Draw the README's screens."""
    yield draw("tests.gallery.tour", "gpu", 1, str(SHOWN), "1280", "800", *README)


def everything(folder: Path, only: Renderer | None) -> Iterator[int]:
    """Draw all there is."""
    for renderer in (only,) if only else RENDERERS:
        for width, height, scale in SIZES:
            place = folder / f"{renderer}-{width}x{height}-{scale:g}"
            yield draw("tests.gallery.tour", renderer, scale, str(place), str(width), str(height))
            if width >= PAGE_WIDTH:
                yield draw("tests.gallery.pages", renderer, scale, str(place), str(width), str(height))


def main() -> int:
    """Take the pictures asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.gallery", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("what", nargs="?", choices=["components", "screens"], default="components")
    parser.add_argument("--all", type=Path, metavar="FOLDER")
    parser.add_argument("--renderer", choices=RENDERERS, help="with --all: only this one")
    chosen = parser.parse_args()
    if chosen.all:
        results = list(everything(chosen.all.absolute(), chosen.renderer))
    else:
        results = list(screens() if chosen.what == "screens" else components())
    return max(results)


if __name__ == "__main__":
    sys.exit(main())
