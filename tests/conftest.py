"""What holds for every test: an own home, no network, no unexpected warning, log record, Qt message or skip."""

pytest_plugins = [
    "tests.plugins.isolation",
    "tests.plugins.log_guard",
    "tests.plugins.loops",
    "tests.plugins.exceptions_list",
    "tests.plugins.needs_program",
    "tests.plugins.npm_door",
]
