"""Each import contract turns red when its rule is broken, tried on a skeleton of the house with the real contracts."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
ROOMS = (
    *("core", "engine", "vault", "providers", "projects", "analysis", "envfiles", "acquisition", "builds"),
    *("control", "cli", "ui", "providers/clients"),
)


def lint_imports(folder: Path, planted: Mapping[str, str]) -> tuple[int, str]:
    """Return exit status and words of import-linter over an empty house with ``planted`` modules."""
    package = folder / "kriptik_desktop"
    sources = {**{f"{room}/__init__.py": "" for room in ROOMS}, "__init__.py": "", "services.py": "", **planted}
    for name, source in sources.items():
        path = package / name
        path.parent.mkdir(parents=True, exist_ok=True)
        (path.parent / "__init__.py").touch()
        path.write_text(source, encoding="utf-8")
    command = [
        str(Path(sys.executable).parent / "lint-imports"),
        "--config",
        str(ROOT / "pyproject.toml"),
        "--no-cache",
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, cwd=folder)
    return done.returncode, done.stdout + done.stderr


def test_the_allowed_edges_are_green(tmp_path: Path) -> None:
    planted = {
        "__main__.py": "import kriptik_desktop.app",
        "app.py": "import PySide6, qasync, kriptik_desktop.services, kriptik_desktop.ui.home",
        "ui/home.py": "import PySide6, kriptik_desktop.services",
        "vault/crypto.py": "import cryptography",
        "vault/service.py": "import kriptik_desktop.vault.crypto, kriptik_desktop.engine",
        "webhooks/signatures.py": "import cryptography",
        "acquisition/importing/kdbx.py": "import cryptography",
    }
    status, words = lint_imports(tmp_path, planted)
    assert status == 0, words


LAYERS = "A room imports lower floors only"
QT = "Qt only in ui and app"
CRYPTOGRAPHY = "Cryptography only where keys and signatures are handled"


@pytest.mark.parametrize(
    ("contract", "planted"),
    [
        (LAYERS, {"core/x.py": "import kriptik_desktop.engine"}),
        (LAYERS, {"providers/x.py": "from kriptik_desktop import services"}),
        (LAYERS, {"control/x.py": "import kriptik_desktop.app", "app.py": ""}),
        (LAYERS, {"analysis/x.py": "import kriptik_desktop.envfiles"}),
        (LAYERS, {"webhooks/x.py": "import kriptik_desktop.compute.y", "compute/y.py": ""}),
        (LAYERS, {"acquisition/x.py": "import kriptik_desktop.provisioning.y", "provisioning/y.py": ""}),
        (LAYERS, {"cli/x.py": "import kriptik_desktop.ui"}),
        (LAYERS, {"odd_room/x.py": ""}),
        (QT, {"services.py": "import PySide6"}),
        (QT, {"control/x.py": "import qasync"}),
        (CRYPTOGRAPHY, {"vault/service.py": "import cryptography"}),
        (CRYPTOGRAPHY, {"acquisition/x.py": "import cryptography"}),
        (
            "Provider clients do not know each other",
            {"providers/clients/a.py": "import kriptik_desktop.providers.clients.b", "providers/clients/b.py": ""},
        ),
        (
            "No cycles inside a room",
            {"vault/a.py": "import kriptik_desktop.vault.b", "vault/b.py": "import kriptik_desktop.vault.a"},
        ),
    ],
)
def test_a_broken_rule_is_red(contract: str, planted: Mapping[str, str], tmp_path: Path) -> None:
    status, words = lint_imports(tmp_path, planted)
    assert status == 1
    assert f"{contract} BROKEN" in words
