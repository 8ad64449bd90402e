"""Bakes brand icons from an unpacked simple-icons package into ``assets/icons/brand``, each in its brand colour.

Importing an icon package at run time costs half a second; one small file per brand costs nothing until it is shown.
Use: ``python packaging/bake_icons.py FOLDER [SLUG...]`` with the folder of simple-icons 13.21.0 (CC0).
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GLASS = (0x12, 0x12, 0x12)
READABLE = 4.5
DEFAULT = ("anthropic", "github", "google", "openai", "resend", "stripe", "supabase", "vercel")
Colour = tuple[int, int, int]

_NAMES = """pragma Singleton
import QtQuick

/* Written by packaging/bake_icons.py: the brands that have an icon; every other name gets a geometric figure. */
QtObject {
    readonly property list<string> brands: [%s]
}
"""


def luminance(colour: Colour) -> float:
    """Return the relative luminance (WCAG 2.2)."""
    parts = [c / 255 for c in colour]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def readable(colour: Colour) -> Colour:
    """Return the colour, mixed with white until it stands out from dark glass; near-black brands become white."""
    if max(colour) - min(colour) < 24 and luminance(colour) < 0.2:
        return (255, 255, 255)
    for step in range(101):
        share = step / 100
        mixed = tuple(round(c + (255 - c) * share) for c in colour)
        lighter = (mixed[0], mixed[1], mixed[2])
        if (luminance(lighter) + 0.05) / (luminance(GLASS) + 0.05) >= READABLE:
            return lighter
    return (255, 255, 255)


def bake(package: Path, slug: str, hex_colour: str) -> None:
    """Write one icon."""
    source = (package / "icons" / f"{slug}.svg").read_text(encoding="utf-8")
    found = re.search(r'<path d="([^"]+)"', source)
    if found is None:
        raise SystemExit(f"{slug}: no path found")
    number = int(hex_colour, 16)
    red, green, blue = readable((number >> 16, number >> 8 & 255, number & 255))
    text = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">'
        f'<path fill="#{red:02x}{green:02x}{blue:02x}" d="{found[1]}"/></svg>\n'
    )
    (ROOT / "assets" / "icons" / "brand" / f"{slug}.svg").write_text(text, encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Bake the named brands, or the ones of the catalogue."""
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    package = Path(arguments[0])
    data = json.loads((package / "_data" / "simple-icons.json").read_text(encoding="utf-8"))
    colours = {re.sub(r"[^a-z0-9]", "", icon["title"].lower()): icon["hex"] for icon in data["icons"]}
    slugs = sorted(arguments[1:] or DEFAULT)
    for slug in slugs:
        bake(package, slug, colours[slug])
    names = ", ".join(f'"{slug}"' for slug in slugs)
    (ROOT / "qml" / "Kriptik" / "Icons" / "IconNames.qml").write_text(_NAMES % names, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
