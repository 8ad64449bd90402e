"""Bakes what the glass needs as pictures: the backdrop, the depth shadows and the warm glow.

Both renderers draw pictures fast and alike; computing a shadow for each panel cost 27 ms a frame without a GPU
(measured). Plain Python and Qt, so that no further tool is needed: ``python packaging/bake_glass.py`` (about a minute).
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QImage

OUT = Path(__file__).resolve().parent.parent / "qml" / "Kriptik" / "Glass" / "images"
RADIUS = 16
SHADOWS: dict[int, tuple[tuple[int, int, float], ...]] = {
    1: ((4, 6, 0.30),),
    2: ((8, 15, 0.40),),
    3: ((12, 25, 0.50), (4, 10, 0.30)),
    4: ((20, 40, 0.60), (8, 20, 0.40)),
    5: ((30, 60, 0.70), (15, 30, 0.50)),
}
"""Per level: offset down, blur and strength of each layer, as CSS counts them."""
BACKDROP = (1600, 1000)
Grid = list[list[float]]
Pixel = tuple[float, float, float, float]


def distance(x: float, y: float, half: float, radius: float) -> float:
    """Return the distance from the edge of a rounded square, negative inside."""
    qx, qy = abs(x) - half + radius, abs(y) - half + radius
    return math.hypot(max(qx, 0), max(qy, 0)) + min(max(qx, qy), 0) - radius


def box(n: int, half: float, radius: float) -> Grid:
    """Return the coverage of a rounded square in the middle of an n x n grid."""
    c = n / 2
    return [
        [min(1.0, max(0.0, 0.5 - distance(x + 0.5 - c, y + 0.5 - c, half, radius))) for x in range(n)] for y in range(n)
    ]


def blurred(grid: Grid, sigma: float) -> Grid:
    """Return the grid after a Gaussian blur."""
    reach = max(1, int(3 * sigma))
    weights = [math.exp(-i * i / (2 * sigma * sigma)) for i in range(-reach, reach + 1)]
    total = sum(weights)
    weights = [w / total for w in weights]

    def rows(source: Grid) -> Grid:
        n = len(source)
        return [
            [sum(row[min(n - 1, max(0, x + i - reach))] * w for i, w in enumerate(weights)) for x in range(n)]
            for row in source
        ]

    def turned(source: Grid) -> Grid:
        return [list(column) for column in zip(*source, strict=True)]

    return turned(rows(turned(rows(grid))))


def save(name: str, size: tuple[int, int], pixel: Callable[[int, int], Pixel], quality: int = -1) -> None:
    """Write a picture; ``pixel`` gives red, green, blue and alpha between 0 and 1."""
    width, height = size
    data = bytearray()
    for y in range(height):
        for x in range(width):
            r, g, b, a = (min(255, max(0, int(v * 255 + 0.5))) for v in pixel(x, y))
            data += bytes((b, g, r, a))
    QImage(bytes(data), width, height, 4 * width, QImage.Format.Format_ARGB32).save(str(OUT / name), None, quality)
    print(name, size)


def shadow(level: int, layers: tuple[tuple[int, int, float], ...]) -> None:
    """Write one depth level as a nine-patch, hollow where the panel lies on it."""
    reach = int(max(dy + 1.25 * blur for dy, blur, _ in layers)) + 2
    half = int(max(RADIUS + 1.25 * blur for _, blur, _ in layers)) + 2
    n = 2 * (half + reach)
    solid = box(n, half, RADIUS)
    grids = [(blurred(solid, blur / 2), dy, strength) for dy, blur, strength in layers]

    def pixel(x: int, y: int) -> Pixel:
        light = 1.0
        for grid, dy, strength in grids:
            light *= 1 - strength * grid[min(n - 1, max(0, y - dy))][x]
        return 0, 0, 0, (1 - light) * (1 - solid[y][x])

    save(f"shadow{level}.png", (n, n), pixel)
    print(f"  reach {reach}, slice {reach + half - 1}")


def glow() -> None:
    """Write the red glow around primary buttons and focused fields as a nine-patch."""
    reach, radius = 32, 12
    half = radius + 22
    n = 2 * (half + reach)
    solid = box(n, half, radius)
    near, far = blurred(solid, 5), blurred(solid, 12)

    def pixel(x: int, y: int) -> Pixel:
        below = max(0, y - 2)
        strength = 0.55 * near[below][x] ** 1.4 + 0.45 * far[below][x]
        return 0.90, 0.16, 0.14, min(1.0, strength) * (1 - solid[y][x])

    save("glow.png", (n, n), pixel)
    print(f"  reach {reach}, slice {reach + half - 1}")


def sheen() -> None:
    """Write the light that falls on the upper left corner of a panel."""
    size = 320

    def pixel(x: int, y: int) -> Pixel:
        d = math.hypot(x / size, y / size)
        outside = math.hypot(max(0.0, RADIUS - 1.5 - x), max(0.0, RADIUS - 1.5 - y)) - RADIUS + 2
        return 1, 1, 1, 0.055 * max(0.0, 1 - d) ** 1.6 * min(1.0, max(0.0, 0.5 - outside))

    save("sheen.png", (size, size), pixel)


def backdrop() -> None:
    """Write the window's ground: near-black silk with folds of deep red, dithered so that no bands show."""
    width, height = BACKDROP
    noise = random.Random(7)  # noqa: S311
    folds = ((0.16, 1.00, 0.11), (0.46, 0.62, 0.17), (0.78, 0.34, 0.10))

    def pixel(x: int, y: int) -> Pixel:
        u, v = x / width, y / height
        bent = v + 0.22 * math.sin(2.3 * u + 0.6) - 0.34 * u + 0.05 * math.sin(7.1 * u + 3.2 * v)
        heat = sum(power * math.exp(-(((bent - at + 0.16) / wide) ** 2)) for at, power, wide in folds)
        heat *= 0.35 + 0.65 * (math.sin(3.4 * u - 1.1) * 0.5 + 0.5)
        sheen_light = math.exp(-(((bent - 0.335) / 0.018) ** 2)) * max(0.0, math.sin(3.0 * u + 0.2)) ** 2
        vignette = 1 - 0.55 * min(1.0, math.hypot(u - 0.5, v - 0.45) * 1.35)
        red = 0.022 + (0.30 * heat + 0.10 * sheen_light) * vignette
        rest = 0.022 + (0.020 * heat + 0.045 * sheen_light) * vignette
        grain = (noise.random() - 0.5) / 110
        return red + grain, rest + grain, rest * 1.02 + grain, 1

    save("backdrop.jpg", BACKDROP, pixel, 88)


def main() -> None:
    """Bake everything."""
    OUT.mkdir(parents=True, exist_ok=True)
    for level, layers in SHADOWS.items():
        shadow(level, layers)
    glow()
    sheen()
    backdrop()


if __name__ == "__main__":
    main()
