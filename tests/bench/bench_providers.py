"""Measures what the catalogue costs at start-up and while somebody types."""

from __future__ import annotations

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.providers.catalogue import Catalogue
from kriptik_desktop.providers.checks import check_values
from tests.bench.harness import REPEATS, median_of, report, timed_ms
from tests.fakes.provider_servers import GOOD


def main() -> None:
    """Print the table."""
    catalogue = Catalogue.load()
    loaded = median_of(REPEATS, lambda: timed_ms(Catalogue.load))
    report(f"catalogue: read {len(catalogue.all())} providers", loaded, "ms")
    typed = {name: {field: Secret(text) for field, text in values.items()} for name, values in GOOD.items()}

    def check_all() -> None:
        for name, values in typed.items():
            check_values(catalogue.get(name), values)

    report("checks: six filled forms, all rules", median_of(REPEATS, lambda: timed_ms(check_all)), "ms")


if __name__ == "__main__":
    main()
