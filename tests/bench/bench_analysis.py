"""Measures reading a prompt, short and as long as allowed, and writing an environment file."""

from __future__ import annotations

import tempfile
from pathlib import Path

from kriptik_desktop.analysis.errors import PROMPT_LIMIT
from kriptik_desktop.analysis.service import Analyser
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.envfiles.model import EnvEntry
from kriptik_desktop.envfiles.writer import write_env
from kriptik_desktop.providers.catalogue import Catalogue
from tests.bench.harness import REPEATS, median_of, report, timed_ms

STREET = "A SaaS with Stripe subscriptions, Google sign-in, a Supabase database and GPT summaries of meeting notes"
SPECIFICATION = (
    "The team wants a dashboard where people can log in, upload files, pay by card and get email without Stripe or "
    "PayPal. Supabase is for auth and the database, not for storage. Reports are written by an LLM such as Claude. "
)


def main() -> None:
    """Print the table."""
    catalogue = Catalogue.load()
    analyser = Analyser(catalogue)
    analyser.analyse(STREET)
    long = (SPECIFICATION * PROMPT_LIMIT)[:PROMPT_LIMIT]
    report("analyser: prepare", median_of(REPEATS, lambda: timed_ms(lambda: Analyser(catalogue))), "ms")
    report("analyser: a prompt", median_of(REPEATS, lambda: timed_ms(lambda: analyser.analyse(STREET))), "ms", 20)
    report(
        "analyser: 20,000 characters", median_of(REPEATS, lambda: timed_ms(lambda: analyser.analyse(long))), "ms", 150
    )
    with tempfile.TemporaryDirectory() as folder:
        rows = iter(range(1000))

        def write() -> None:
            value = Secret(str(next(rows)))
            write_env(Path(folder), [EnvEntry(f"NAME_{at}", value, "From the catalogue") for at in range(12)])

        report("env file: twelve variables, synced to disk", median_of(REPEATS, lambda: timed_ms(write)), "ms")


if __name__ == "__main__":
    main()
