"""Icons in a window: they are sharp, they move at the pace of the theme, and at rest nothing is drawn."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QRect

from kriptik_desktop.core.resources import resource
from kriptik_desktop.ui.icon_provider import IconProvider
from tests.glass.conftest import MakeStage
from tests.icons.pictures import colours, drawer, ink

pytestmark = pytest.mark.qt

ICON = 'UiIcon { objectName: "icon"; name: "refresh"; x: 40; y: 40; size: Theme.icon32; %s }'
PACED = "pace: Theme.iconPace; "


@pytest.mark.parametrize(
    ("kind", "icon"),
    [
        ('UiIcon { name: "lock"; size: Theme.icon24', "ui/lock/white/red/2"),
        ('UiIcon { name: "lock"; size: Theme.icon40', "ui/lock/white/red/1.5"),
        ('UiIcon { name: "lock"; color: Theme.success; accent: Theme.warning', "ui/lock/22c55e/eab308/2"),
        ('BrandIcon { slug: "stripe"; size: Theme.icon40', "brand/stripe"),
        ('BrandIcon { slug: "stripe"; color: Theme.success', "brand/stripe/22c55e"),
        ('BrandIcon { slug: "a/b c%"; size: Theme.icon40', "geometric/a%2Fb%20c%25"),
        ('GeometricIcon { seed: "CubeFrame"', "geometric/CubeFrame"),
        ('GeometricIcon { seed: "HexagonMesh"; shade: Theme.success', "geometric/HexagonMesh/white/red/22c55e"),
        ("AppMark { size: Theme.icon24", "app/mark-24"),
        ("AppMark { size: Theme.icon32", "app/mark-32"),
        ("AppMark { size: Theme.icon64", "app/mark"),
    ],
)
async def test_an_icon_lands_sharp_on_its_pixels(kind: str, icon: str, stage: MakeStage) -> None:
    scene = await stage(
        f'Rectangle {{ anchors.fill: parent; color: "black"\n {kind}; objectName: "icon"; x: 40; y: 40 }} }}'
    )
    size = int(scene.item("icon").width())
    whole = scene.grab()
    ratio = whole.width() / scene.view.width()
    pixels = round(size * ratio)
    seen = whole.copy(QRect(round(40 * ratio), round(40 * ratio), pixels, pixels))
    wanted = drawer(IconProvider(resource("assets")))(icon, pixels)
    for x, y, colour in ink(wanted):
        if colour.alpha() == 255:
            assert seen.pixelColor(x, y).name() == colour.name(), (x, y)
    assert colours(wanted) <= colours(seen)


async def test_a_spinning_icon_turns_and_stands_upright_afterwards(stage: MakeStage) -> None:
    scene = await stage(ICON % (PACED + "spinning: true"))
    icon = scene.item("icon")
    await scene.until(lambda: icon.rotation() > 90, "a quarter of a turn")
    icon.setProperty("spinning", False)
    assert icon.rotation() == 0
    await scene.rest()


async def test_a_call_is_three_beats_and_then_rest(stage: MakeStage) -> None:
    scene = await stage(
        ICON % (PACED + "calling: true; property int beats: 0; onScaleChanged: if (scale === 1) beats++")
    )
    icon = scene.item("icon")
    await scene.until(lambda: icon.scale() > 1.1, "a beat")
    await scene.until(lambda: icon.property("beats") == 3, "three beats")
    await scene.rest()
    assert icon.property("beats") == 3
    assert icon.scale() == 1


async def test_an_icon_under_the_pointer_grows(stage: MakeStage) -> None:
    scene = await stage(ICON % (PACED + "hovered: true"))
    icon = scene.item("icon")
    await scene.until(lambda: icon.scale() == scene.token("iconHover"), "the icon to grow")
    icon.setProperty("hovered", False)
    await scene.until(lambda: icon.scale() == 1, "the icon to shrink")


@pytest.mark.parametrize("pace", [PACED, ""])
async def test_nothing_moves_without_a_pace_or_where_motion_is_reduced(pace: str, stage: MakeStage) -> None:
    wish = "spinning: true; calling: true; hovered: true"
    scene = await stage(ICON % (pace + wish), reduced_motion=bool(pace))
    before: Any = scene.frames
    await scene.rest()
    icon = scene.item("icon")
    assert (icon.rotation(), icon.scale()) == (0, 1)
    before = scene.frames
    await scene.rest()
    assert scene.frames == before


async def test_a_hidden_icon_does_not_spin(stage: MakeStage) -> None:
    scene = await stage(ICON % (PACED + "spinning: true"))
    icon = scene.item("icon")
    await scene.until(lambda: icon.rotation() > 10, "a turn")
    icon.setVisible(False)
    assert icon.rotation() == 0
    await scene.rest()
