"""Loaded by each Python child of a test (this folder is on its PYTHONPATH): the network guard holds there too."""

import importlib.util
import pathlib

_spec = importlib.util.spec_from_file_location(
    "kriptik_network_guard", pathlib.Path(__file__).parent.parent / "network_guard.py"
)
assert _spec is not None
assert _spec.loader is not None
_guard = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_guard)
_guard.install()
