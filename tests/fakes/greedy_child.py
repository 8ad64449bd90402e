"""A child that does what hostile files make readers do: ``greedy_child`` with the deed as its first part."""

from __future__ import annotations

import json
import os
import sys
import time

from kriptik_desktop.acquisition.confined.child import answer, confine, parts


def memory() -> bytes:
    """Take eight gibibytes."""
    return bytes(len(bytearray(8 << 30)).to_bytes(8, "big"))


def processor() -> bytes:
    """Reckon without end."""
    number = 1
    while True:
        number = number * 3 % 1_000_003


def sleep() -> bytes:
    """Wait without end."""
    while True:
        time.sleep(60)


def babble() -> bytes:
    """Answer without end."""
    while True:
        answer(b"x" * 65536)


def write() -> bytes:
    """Write a file."""
    with open("written-by-the-child", "wb") as file:
        file.write(b"x" * 10)
    return b"written"


def show() -> bytes:
    """Tell what everybody can see of this process, and how much came in."""
    return json.dumps({"argv": sys.argv, "environment": dict(os.environ)}).encode()


def fail() -> bytes:
    """End with an exception that holds a value."""
    raise ValueError("sk_test_never_to_be_seen")


DEEDS = {each.__name__: each for each in (memory, processor, sleep, babble, write, show, fail)}

if __name__ == "__main__":
    confine(sys.argv[1:])
    given = parts()
    answer(DEEDS[given[0].decode()]())
