"""Bakes the marks of the services into ``assets/icons/brands.json``, each a path in a colour readable on dark glass.

Importing an icon package at run time costs half a second and 50 MB, and a hundred small files cost a hundred look-ups
on disk; one file that is read at the first mark costs a millisecond, once. Run it by ``make icons``, or:
``python packaging/bake_icons.py FIRST SECOND`` with a folder that holds the package simplepycons and with an unpacked
simple-icons 13.21.0; the second is asked only for what the first lacks.
"""

from __future__ import annotations

import colorsys
import json
import re
import sys
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
ICONS = ROOT / "assets" / "icons"
WANTED: dict[str, Any] = tomllib.loads((Path(__file__).parent / "icons.toml").read_text(encoding="utf-8"))
GLASS = (0x12, 0x12, 0x12)
FLOOR = 3.0
LIFTED = 4.5
GREY = 32
Colour = tuple[int, int, int]

_NAMES = """pragma Singleton
import QtQuick

/* Written by packaging/bake_icons.py: what there is to draw, the grid that it is drawn on, and its strokes. */
QtObject {
    readonly property int grid: 24
    readonly property int small: 16
    readonly property int large: 32
    readonly property list<string> brands: [%s]
    readonly property list<string> figures: [%s]
    readonly property list<string> glyphs: [%s]

    function weight(size: int): real {
        return size <= small ? 2.25 : size < large ? 2 : 1.5;
    }
}
"""


class Mark(NamedTuple):
    """A mark as its package has it: the brand's own colour in hex, and the outline on a grid of 24."""

    colour: str
    path: str


Source = Callable[[str], Mark | None]


def luminance(colour: Colour) -> float:
    """Return the relative luminance (WCAG 2.2)."""
    parts = [c / 255 for c in colour]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(colour: Colour) -> float:
    """Return the contrast of a colour with the lightest ground that glass stands on (WCAG 2.2)."""
    return (luminance(colour) + 0.05) / (luminance(GLASS) + 0.05)


def readable(colour: Colour) -> Colour:
    """Return the colour as it is where it reaches 3:1 on dark glass, else lighter in the same hue and saturation.

    What must change is lifted to 4.5:1, since marks are small; a brand's near-black becomes white, as brands do it.
    """
    if contrast(colour) >= FLOOR:
        return colour
    if max(colour) - min(colour) < GREY:
        return (255, 255, 255)
    hue, lightness, saturation = colorsys.rgb_to_hls(*(c / 255 for c in colour))
    while contrast(colour) < LIFTED and lightness < 1:
        lightness = min(1.0, lightness + 0.005)
        red, green, blue = colorsys.hls_to_rgb(hue, lightness, saturation)
        colour = (round(red * 255), round(green * 255), round(blue * 255))
    return colour


def baked(mark: Mark) -> list[str]:
    """Return what is shipped of a mark: the colour it is shown in, and its path."""
    number = int(mark.colour.lstrip("#"), 16)
    shown = readable((number >> 16, number >> 8 & 255, number & 255))
    return ["#{:02x}{:02x}{:02x}".format(*shown), mark.path]


def outline(svg: str) -> str:
    """Return the one path of an icon.

    Raises SystemExit when it has none or several.
    """
    found = re.findall(r'<path\s[^>]*?\bd="([^"]+)"', svg)
    if len(found) != 1:
        raise SystemExit(f"not one path but {len(found)}: {svg[:80]}")
    return " ".join(str(found[0]).split())


def from_simplepycons(folder: Path) -> Source:
    """Return what looks marks up in the package simplepycons below a folder."""
    sys.path.insert(0, str(folder))
    from simplepycons import all_icons

    def look_up(slug: str) -> Mark | None:
        try:
            icon = all_icons[slug]
        except KeyError:
            return None
        if any(icon.license):
            raise SystemExit(f"{slug} has a licence of its own: {icon.license}")
        return Mark(icon.primary_color, outline(icon.raw_svg))

    return look_up


def from_simple_icons(package: Path) -> Source:
    """Return what looks marks up in an unpacked simple-icons package."""
    data = json.loads((package / "_data" / "simple-icons.json").read_text(encoding="utf-8"))
    icons = {icon.get("slug") or re.sub(r"[^a-z0-9]", "", icon["title"].lower()): icon for icon in data["icons"]}

    def look_up(slug: str) -> Mark | None:
        path = package / "icons" / f"{slug}.svg"
        if slug not in icons or not path.is_file():
            return None
        if "license" in icons[slug]:
            raise SystemExit(f"{slug} has a licence of its own: {icons[slug]['license']}")
        return Mark(icons[slug]["hex"], outline(path.read_text(encoding="utf-8")))

    return look_up


def gather(sources: list[Source]) -> dict[str, list[str]]:
    """Return every mark, from the first source that has it.

    Raises SystemExit when none has it.
    """
    marks = {}
    for name, slug in sorted({**{name: name for name in WANTED["same"]}, **WANTED["other"]}.items()):
        found = next((mark for source in sources if (mark := source(slug))), None)
        if found is None:
            raise SystemExit(f"no package has {slug}")
        marks[name] = baked(found)
    return marks


def write(marks: Mapping[str, list[str]]) -> None:
    """Write the marks one to a line, so that a change shows as one line, and the names for QML."""
    lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(mark)}" for name, mark in marks.items())
    aliases, figures = json.dumps(WANTED["aliases"]), json.dumps(WANTED["figures"])
    text = f'{{"aliases": {aliases},\n"figures": {figures},\n"marks": {{\n{lines}\n}}}}\n'
    (ICONS / "brands.json").write_text(text, encoding="utf-8")
    shapes, glyphs = (sorted(path.stem for path in (ICONS / group).glob("*.svg")) for group in ("geometric", "ui"))
    listed = (", ".join(f'"{name}"' for name in names) for names in (marks, shapes, glyphs))
    names = ROOT / "qml" / "Kriptik" / "Icons" / "IconNames.qml"
    names.write_text(_NAMES % tuple(listed), encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Bake every mark from the two packages."""
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    write(gather([from_simplepycons(Path(arguments[0])), from_simple_icons(Path(arguments[1]))]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
