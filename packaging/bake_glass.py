"""Bakes what the glass needs as pictures: the backdrop, the depth shadows and the warm glow.

Both renderers draw pictures fast and alike; computing a shadow for each panel cost 27 ms a frame without a GPU
(measured). Plain Python and Qt, so that no further tool is needed: ``python packaging/bake_glass.py`` (about a minute).
"""

from __future__ import annotations

import math
import random
import sys
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
BACKDROP = (1280, 800)
"""The window as it opens: unscaled it costs a frame least, and what is kept twice of it is smallest."""
ASPECT = BACKDROP[0] / BACKDROP[1]
PHASE = 4.6
COS, SIN = math.cos(0.5), math.sin(0.5)
BRIGHTEST = 0.034
"""The highest relative luminance (WCAG 2.2) of the backdrop."""
Grid = list[list[float]]
Pixel = tuple[float, float, float, float]
Vector = tuple[float, float, float]


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


def _unit(*v: float) -> Vector:
    length = math.sqrt(sum(each * each for each in v))
    return v[0] / length, v[1] / length, v[2] / length


WHITE_LAMP, RED_LAMP = _unit(-0.55, -0.65, 0.55), _unit(0.75, 0.35, 0.40)
WHITE_GLINT = _unit(WHITE_LAMP[0], WHITE_LAMP[1], WHITE_LAMP[2] + 1)
RED_GLINT = _unit(RED_LAMP[0], RED_LAMP[1], RED_LAMP[2] + 1)


def _fold(x: float, y: float) -> float:
    """Return how high the silk lies at a place, between 0 and 1."""
    bent = y + 0.22 * math.sin(1.7 * x + PHASE) + 0.10 * math.sin(3.1 * x - 1.3 * PHASE + 1.9 * y)
    bent += 0.05 * math.sin(6.3 * x + 4.0 * y + 2 * PHASE)
    return 0.5 + 0.5 * math.sin(11 * bent + 0.7 * math.sin(1.1 * x - 2.0 * bent + PHASE))


def _lamp(x: float, y: float, at: tuple[float, float], narrow: float) -> float:
    return math.exp(-((x - at[0]) ** 2 + (y - at[1]) ** 2) * narrow)


def _lit(x: float, y: float) -> Vector:
    """Return the colour of the silk under a red lamp at the right, a weaker one below left and a white one above."""
    turned = (x * COS + y * SIN) * 1.15, (-x * SIN + y * COS) * 1.15
    high = _fold(*turned)
    step = 0.004
    normal = _unit(
        -(_fold(turned[0] + step, turned[1]) - high) / step * 0.2,
        -(_fold(turned[0], turned[1] + step) - high) / step * 0.2,
        1.0,
    )

    def facing(light: Vector) -> float:
        return max(0.0, sum(a * b for a, b in zip(light, normal, strict=True)))

    red, low, white = _lamp(x, y, (0.45, 0.05), 2.0), _lamp(x, y, (-0.62, 0.42), 3.5), _lamp(x, y, (-0.2, -0.3), 2.0)
    parts = (
        ((0.05, 0.05, 0.05), facing(WHITE_LAMP) * (0.35 + 1.2 * white)),
        ((0.92, 0.07, 0.06), (0.72 * facing(RED_LAMP) + 0.06) * red * (0.15 + 1.1 * high * high)),
        ((1.0, 0.30, 0.22), facing(RED_GLINT) ** 40 * red * 0.9),
        ((0.70, 0.05, 0.05), (0.2 + 0.9 * high * high) * low * 0.9),
        ((0.86, 0.90, 1.0), facing(WHITE_GLINT) ** 64 * (0.08 + 0.60 * white)),
    )
    dim = (1 - 0.5 * (x * x + y * y) / (0.25 * ASPECT * ASPECT + 0.25)) * (0.30 + 0.70 * high) * 0.62
    r, g, b = ((0.010 + sum(color[i] * share for color, share in parts)) * dim for i in range(3))
    return r, g, b


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _encoded(value: float) -> float:
    return value * 12.92 if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


def _readable(color: Vector) -> Vector:
    """Return the colour with its light bent under BRIGHTEST, on which small grey words still reach 4.5:1."""
    parts = [_linear(each) for each in color]
    luminance = 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    share = BRIGHTEST * (1 - math.exp(-luminance / BRIGHTEST)) / max(luminance, 1e-9)
    return _encoded(parts[0] * share), _encoded(parts[1] * share), _encoded(parts[2] * share)


def backdrop() -> None:
    """Write the window's ground: near-black silk in the light of three lamps, dithered so that no bands show."""
    width, height = BACKDROP
    noise = random.Random(7)  # noqa: S311

    def pixel(x: int, y: int) -> Pixel:
        r, g, b = _readable(_lit(((x + 0.5) / width - 0.5) * ASPECT, (y + 0.5) / height - 0.5))
        grain = (noise.random() - 0.5) / 150
        return r + grain, g + grain, b + grain, 1

    save("backdrop.jpg", BACKDROP, pixel, 90)


def main(chosen: list[str]) -> None:
    """Bake everything, or only the backdrop."""
    OUT.mkdir(parents=True, exist_ok=True)
    backdrop()
    if chosen == ["backdrop"]:
        return
    for level, layers in SHADOWS.items():
        shadow(level, layers)
    glow()


if __name__ == "__main__":
    main(sys.argv[1:])
