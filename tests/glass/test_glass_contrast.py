"""Glass stays dark enough for the words upon it, wherever it lies and wherever the pointer shines.

The contrast of the colours is judged from their values (tests/house/test_theme_contrast.py), over glass of an assumed
brightness; here that is held against what is drawn.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage

from tests.glass.conftest import MakeStage
from tests.house.test_theme_contrast import LIT_GLASS, brightest_of, contrast, luminance

pytestmark = pytest.mark.qt

WIDTH, HEIGHT, EDGE = 1280, 800, 40


def inside(picture: QImage) -> QImage:
    """Return the picture without the lit rim."""
    return picture.copy(EDGE, EDGE, picture.width() - 2 * EDGE, picture.height() - 2 * EDGE)


@pytest.mark.parametrize("variant", ["dark", "darker"])
async def test_a_panel_is_as_dark_as_the_theme_assumes(variant: str, stage: MakeStage) -> None:
    scene = await stage(
        f'GlassPanel {{ anchors.fill: parent; anchors.margins: 8; variant: "{variant}" }}', WIDTH, HEIGHT
    )
    for place in (QPoint(200, 150), QPoint(640, 400), QPoint(1100, 250), QPoint(300, 700)):
        await scene.move(place)
        await scene.rest()
        drawn = brightest_of(inside(scene.grab()))
        assert luminance(drawn) <= luminance(QColor(LIT_GLASS)), f"{drawn.name()} with the pointer at {place.toTuple()}"
        assert contrast(scene.token("textFaint"), drawn) >= 4.5
