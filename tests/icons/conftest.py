"""What the tests of the icons share: a provider over the shipped files, stages, and a way to read pictures."""

from __future__ import annotations

import pytest

from kriptik_desktop.core.resources import resource
from kriptik_desktop.ui.icon_provider import IconProvider
from tests.glass.conftest import stage
from tests.icons.pictures import Draw, drawer

__all__ = ["draw", "stage"]


@pytest.fixture
def draw(qapp: object) -> Draw:
    """Return what draws an icon by its id and pixels, with the shipped files."""
    return drawer(IconProvider(resource("assets")))
