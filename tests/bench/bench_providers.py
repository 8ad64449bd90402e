"""Measures what the catalogue costs at start-up and while somebody types."""

from __future__ import annotations

from functools import partial

from kriptik_desktop.acquisition.smart_paste import sort_paste
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.providers.catalogue import Catalogue
from kriptik_desktop.providers.checks import check_values
from kriptik_desktop.providers.recognition import Recogniser
from tests.bench.harness import REPEATS, median_of, report, timed_ms
from tests.fakes.provider_servers import GOOD

_BLOB = "".join(f"NAME_{at}=value-{at}-0123456789abcdef\n" for at in range(37)) + (
    "STRIPE_SECRET_KEY=sk_test_51ExampleExampleExample\n"
    "NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY=pk_test_51ExampleExampleExample\n"
    "OPENAI_API_KEY=sk-proj-ExampleExampleExampleExample\n"
)
_PAGE = ("Developers  API keys  Reveal test key\nStandard keys\n" * 1600)[: 1 << 16]


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
    recogniser = Recogniser(catalogue)
    first = timed_ms(lambda: recogniser.kinds_of("sk_test_51ExampleExampleExample"))
    report("recognition: the first value, all shapes made ready", first, "ms")
    stripe = catalogue.get("stripe")
    known = median_of(REPEATS, lambda: timed_ms(lambda: check_values(stripe, typed["stripe"], recogniser)))
    report("checks: one filled form against all providers' shapes", known, "ms", budget=1)
    for name, text in (("a .env file of 40 lines", _BLOB), ("64 KiB of a page", _PAGE)):
        sorting = partial(sort_paste, stripe, text, recogniser)
        report(f"smart paste: {name}", median_of(REPEATS, partial(timed_ms, sorting)), "ms")


if __name__ == "__main__":
    main()
