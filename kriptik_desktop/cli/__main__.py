"""Lets the agent be started as ``python -m kriptik_desktop.cli``."""

from kriptik_desktop.cli.main import main

if __name__ == "__main__":
    raise SystemExit(main())
