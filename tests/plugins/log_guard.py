"""Makes silence mean something: a warning in the log that no test expects fails the test that caused it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

import pytest


class _Recorder(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        line = f"{record.levelname} {record.name}: {record.getMessage()}"
        if record.exc_info and record.exc_info[1]:
            line += f" ({record.exc_info[1]!r})"
        self.lines.append(line)


@pytest.fixture(autouse=True)
def _no_unexpected_logs(request: pytest.FixtureRequest) -> Iterator[None]:
    recorder = _Recorder()
    root = logging.getLogger()
    root.addHandler(recorder)
    yield
    root.removeHandler(recorder)
    marker = request.node.get_closest_marker("allow_logs")
    if marker and not marker.args:
        return
    allowed = marker.args if marker else ()
    unexpected = [line for line in recorder.lines if not any(re.search(pattern, line) for pattern in allowed)]
    if unexpected:
        pytest.fail("unexpected log records:\n" + "\n".join(unexpected), pytrace=False)
