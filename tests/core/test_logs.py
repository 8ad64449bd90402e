"""The log shows nothing that looks like a key."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from kriptik_desktop.core.crash import CrashLog
from kriptik_desktop.core.logs import RedactingFormatter, logging_to, redact

KEYS = [
    "sk_" + "test_51Habcdefgh",
    "rk_" + "live_51Habcdefgh",
    "pk_" + "test_51Habcdefgh",
    "whsec_" + "abcdefgh12345678",
    "sk-" + "ant-api03-abcdefghijklmnop",
    "sk-" + "proj-abcdefghijklmnop",
    "sb_" + "secret_abcdefgh12345678",
    "re_" + "abcdefgh1234_5678",
    "GOCSPX-" + "abcdefgh12345678",
    "ghp_" + "abcdefghijklmnop1234",
    "github_pat_" + "abcdefghijklmnop1234",
    "xoxb-" + "123456-abcdefgh",
    "SG." + "abcdefghijkl.abcdefghijklmnop",
    "hf_" + "abcdefghijklmnop1234",
    "rpa_" + "ABCDEFGHIJKLMNOP1234",
    "vcp_" + "abcdefghijklmnop1234",
    "AKIA" + "ABCDEFGHIJKLMNOP",
    "as-" + "abcdefghijklmnopqrstuv",
    "AIza" + "abcdefghijklmnopqrstuvwxyz_1234567",
    "eyJ" + "hbGciOiJIUzI1NiJ9.eyJyb2xlIjoiYW5vbiJ9.c2lnbmF0dXJl",
]


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("around", ["{}", "key={}, rest", '{{"k": "{}"}}', "https://x.example/?k={}&b=1"])
def test_keys_are_removed_wherever_they_stand(key: str, around: str) -> None:
    shown = redact(around.format(key))
    assert "[redacted]" in shown
    assert key[8:] not in shown


def test_a_bearer_token_is_removed() -> None:
    assert redact("Authorization: Bearer abcdef.123456-xyz") == "Authorization: [redacted]"


def test_a_private_key_is_removed_whole() -> None:
    kind = "PRIVATE KEY"
    assert redact(f"a -----BEGIN RSA {kind}-----\nMIIE\nxyz\n-----END RSA {kind}----- b") == "a [redacted] b"
    assert redact(f"a -----BEGIN {kind}-----\nMIIE") == "a [redacted]"


def test_the_password_of_an_address_is_removed() -> None:
    assert redact("postgres://app:hunter2@db.example/app") == "postgres://[redacted]@db.example/app"


@pytest.mark.parametrize(
    "text", ["", "risk_test_1", "task-12345678901234567890", "http://a.example:80/x@y", "re_use", "as-is", "SG.x"]
)
def test_ordinary_text_stays(text: str) -> None:
    assert redact(text) == text


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "kriptik.log"
    with logging_to(path):
        yield path


def test_the_file_holds_redacted_lines_and_tracebacks(log_file: Path) -> None:
    logger = logging.getLogger("kriptik_desktop.probe")
    try:
        raise ValueError(f"refused {KEYS[0]}")
    except ValueError:
        logger.info("asked with %s", KEYS[1], exc_info=True)
    text = log_file.read_text(encoding="utf-8")
    assert "asked with [redacted]" in text
    assert "ValueError: refused [redacted]" in text
    assert "51Habcdefgh" not in text


def test_the_formatter_leaves_the_record_as_it_was() -> None:
    record = logging.LogRecord("a", logging.INFO, "f", 1, "key %s", (KEYS[0],), None)
    assert RedactingFormatter().format(record) == "key [redacted]"
    assert record.getMessage() == f"key {KEYS[0]}"


def boom(word: str) -> ValueError:
    try:
        raise ValueError(word)
    except ValueError as error:
        return error


@pytest.mark.allow_logs("bug in")
def test_a_bug_is_logged_once_and_told_without_its_values(caplog: pytest.LogCaptureFixture) -> None:
    crash, told = CrashLog(), list[str]()
    crash.listen(told.append)
    for _ in range(3):
        crash(boom(KEYS[0]), "saving")
    assert told == ["ValueError in saving"]
    assert len(caplog.records) == 1
    assert KEYS[0] not in caplog.text
