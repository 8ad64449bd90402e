"""Times the system keyring of its own session: ``python -m tests.bench.keyring_child ITEMS CALLS`` prints JSON.

A process of its own, because the session bus is that of the process that starts it.
"""

from __future__ import annotations

import importlib
import json
import statistics
import sys
from functools import partial
from typing import Any

from tests.bench.harness import REPEATS, timed_ms

SERVICE = "kriptik-bench"
VALUE = "x" * 200


def main() -> None:
    """Fill the keyring, then print milliseconds of a set and a get, the medians of each round."""
    items, calls = (int(argument) for argument in sys.argv[1:])
    keyring: Any = importlib.import_module("keyring.backends.SecretService").Keyring()
    for number in range(items):
        keyring.set_password(SERVICE, f"item {number}", VALUE)
    stores, gets = [], []
    for turn in range(REPEATS):
        names = [f"new {turn} {number}" for number in range(calls)]
        stores.append(statistics.median(timed_ms(partial(keyring.set_password, SERVICE, n, VALUE)) for n in names))
        gets.append(statistics.median(timed_ms(partial(keyring.get_password, SERVICE, n)) for n in names))
    print(json.dumps({"store": stores, "get": gets}))


if __name__ == "__main__":
    main()
