"""config.toml: defaults, every key, and a clear word for what cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kriptik_desktop.core.errors import InvalidInput
from kriptik_desktop.core.settings import ProviderSettings, Settings, load_settings


def load(folder: Path, text: str | bytes) -> Settings:
    path = folder / "config.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_settings(path)


def test_no_file_means_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "config.toml") == Settings() == load(tmp_path, "")


def test_every_key_is_read(tmp_path: Path) -> None:
    settings = load(
        tmp_path,
        """
        [network]
        proxy = "http://127.0.0.1:8080"
        ca_file = "/etc/own.pem"
        [appearance]
        reduced_motion = true
        scale = 1.25
        [security]
        idle_lock_minutes = 5
        reauthentication_minutes = 2
        clipboard_seconds = 10
        lock_on_suspend = false
        lock_on_session_lock = false
        [builds]
        run_project_checks = false
        [credentials]
        check_daily = false
        [providers.stripe]
        base_url = "http://127.0.0.1:1"
        [providers.openai]
        [providers.paypal]
        hosts.live = "http://127.0.0.1:2"
        """,
    )
    assert settings == Settings(
        providers={
            "stripe": ProviderSettings("http://127.0.0.1:1"),
            "openai": ProviderSettings(),
            "paypal": ProviderSettings(None, {"live": "http://127.0.0.1:2"}),
        },
        proxy="http://127.0.0.1:8080",
        ca_file=Path("/etc/own.pem"),
        reduced_motion=True,
        scale=1.25,
        idle_lock_minutes=5,
        reauthentication_minutes=2,
        clipboard_seconds=10,
        lock_on_suspend=False,
        lock_on_session_lock=False,
        check_daily=False,
        run_project_checks=False,
    )
    assert settings.provider("stripe").base_url == "http://127.0.0.1:1"
    assert settings.provider("resend") == ProviderSettings()


def test_a_relative_ca_file_lies_beside_the_settings(tmp_path: Path) -> None:
    assert load(tmp_path, '[network]\nca_file = "own.pem"').ca_file == tmp_path / "own.pem"


@pytest.mark.parametrize(
    ("text", "key", "wanted"),
    [
        ("network = 1", "network", "a table"),
        ("[network]\nproxy = 1", "network.proxy", "text"),
        ("[appearance]\nscale = 9", "appearance.scale", "a number from 0.75 to 2"),
        ("[appearance]\nscale = nan", "appearance.scale", "a number"),
        ("[appearance]\nscale = true", "appearance.scale", "a number"),
        ("[appearance]\nreduced_motion = 'yes'", "appearance.reduced_motion", "true or false"),
        ("[security]\nreauthentication_minutes = 0", "security.reauthentication_minutes", "a number from 1 to 60"),
        ("[security]\nclipboard_seconds = 4", "security.clipboard_seconds", "a number from 5 to 600"),
        ("[security]\nlock_on_suspend = 1", "security.lock_on_suspend", "true or false"),
        ("[security]\nidle_lock_minutes = 0", "security.idle_lock_minutes", "a number from 1 to 1440"),
        ("[builds]\nrun_project_checks = 1", "builds.run_project_checks", "true or false"),
        ("providers = []", "providers", "a table"),
        ("[providers]\nstripe = 'x'", "providers.stripe", "a table"),
        ("[providers.stripe]\nbase_url = 1", "providers.stripe.base_url", "text"),
        ("[providers.paypal]\nhosts.live = 1", "providers.paypal.hosts.live", "text"),
    ],
)
def test_a_wrong_value_is_named_with_file_and_key(text: str, key: str, wanted: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as caught:
        load(tmp_path, text)
    assert str(tmp_path / "config.toml") in caught.value.message
    assert f"{key} must be {wanted}" in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize("content", [b"[net", b"\xff\xfe", b"a = 1\na = 2"])
def test_what_is_no_toml_is_said(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as caught:
        load(tmp_path, content)
    assert caught.value.code == "settings_unreadable"


def test_a_folder_in_its_place_is_said(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="cannot be read"):
        load_settings(tmp_path)


@given(content=st.binary(max_size=300))
def test_no_content_does_worse_than_a_clear_error(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "fuzzed.toml"
    path.write_bytes(content)
    try:
        assert isinstance(load_settings(path), Settings)
    except InvalidInput as refused:
        told = refused.message
        assert str(path) in told
