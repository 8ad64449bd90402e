"""Runs the desktop app with ``python -m kriptik_desktop``."""

import sys

from kriptik_desktop.app import main

if __name__ == "__main__":
    sys.exit(main())
