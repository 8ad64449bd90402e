"""Where no window can be shown the person reads why, and what to do."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from kriptik_desktop.ui.display import missing_display, x_display_answers


def deaf(display: str) -> bool:
    return False


def listening(display: str) -> bool:
    return True


def test_no_display_is_said_with_the_ways_out() -> None:
    words = missing_display({}, "linux")
    assert words is not None
    for way in ("neither DISPLAY nor WAYLAND_DISPLAY", "ssh -X", "xvfb-run", "kriptik --help"):
        assert way in words


def test_a_dead_display_is_named() -> None:
    words = missing_display({"DISPLAY": ":7"}, "linux", deaf)
    assert words is not None
    assert "':7'" in words


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_systems_always_have_one(platform: str) -> None:
    assert missing_display({}, platform) is None


@pytest.mark.parametrize("plugin", ["offscreen", "vnc", "minimal:enable_fonts"])
def test_a_platform_plugin_without_a_display_needs_none(plugin: str) -> None:
    assert missing_display({"QT_QPA_PLATFORM": plugin}, "linux") is None


def test_the_xcb_plugin_needs_one() -> None:
    assert missing_display({"QT_QPA_PLATFORM": "xcb"}, "linux") is not None


def test_a_living_display_is_enough() -> None:
    assert missing_display({"DISPLAY": ":0"}, "linux", listening) is None


def test_a_wayland_socket_is_enough_and_a_missing_one_is_not(tmp_path: Path) -> None:
    environment = {"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": str(tmp_path)}
    assert missing_display(environment, "linux") is not None
    (tmp_path / "wayland-0").touch()
    assert missing_display(environment, "linux") is None


@pytest.mark.parametrize("display", ["", "0", "localhost", ":x", ":99999999", "localhost:59999.0"])
def test_what_nobody_listens_at_does_not_answer(display: str) -> None:
    assert x_display_answers(display) is False


def test_a_forwarded_display_is_reached_by_its_port() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        number = server.getsockname()[1] - 6000
        assert x_display_answers(f"127.0.0.1:{number}.0") is True
