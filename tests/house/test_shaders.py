"""The compiled shaders that ship belong to the sources beside them."""

from __future__ import annotations

import hashlib
from pathlib import Path

SHADERS = Path(__file__).parent.parent.parent / "qml" / "Kriptik" / "Glass" / "shaders"


def test_the_shaders_were_compiled_from_their_sources() -> None:
    """A changed source needs `make shaders`."""
    sources = sorted([*SHADERS.glob("*.vert"), *SHADERS.glob("*.frag")])
    found = "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in sources)
    assert found == (SHADERS / "sources.sha256").read_text(encoding="utf-8")


def test_every_shader_has_its_compiled_form_and_nothing_else_lies_there() -> None:
    sources = {path.name for path in SHADERS.iterdir() if path.suffix in (".vert", ".frag")}
    compiled = {path.name.removesuffix(".qsb") for path in SHADERS.glob("*.qsb")}
    assert compiled == sources
