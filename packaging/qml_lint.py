"""Lints the QML against the view-models it uses, so that a misspelt property or slot is found before the app runs.

qmllint knows Python types only through a type file. It is made here from the sources of the view-models by Qt's own
tools, into a folder that git ignores; the sources are read, never imported.
"""

from __future__ import annotations

import argparse
import ast
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import PySide6

ROOT = Path(__file__).resolve().parent.parent
MODULE = "Kriptik.Ui"
_METATYPES = Path(PySide6.__file__).parent / "Qt" / "metatypes"
_FOREIGN = ("core", "qml", "gui")


class LintFailed(Exception):
    """A tool of Qt refused its input; the message is what it said."""


def _tool(name: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).parent / f"pyside6-{name}"
    return subprocess.run([program, *arguments], capture_output=True, text=True, check=False)


def _checked(name: str, *arguments: str | Path) -> str:
    done = _tool(name, *arguments)
    if done.returncode:
        raise LintFailed(f"pyside6-{name} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def _is_constant_property(call: ast.expr) -> bool:
    return (
        isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == "Property"
        and any(
            word.arg == "constant" and isinstance(word.value, ast.Constant) and word.value.value is True
            for word in call.keywords
        )
    )


def constant_properties(source: str) -> Iterator[tuple[str, str]]:
    """Yield (class, property) for each ``Property(..., constant=True)``; Qt's dump tool leaves that word out."""
    for owner in ast.walk(ast.parse(source)):
        if not isinstance(owner, ast.ClassDef):
            continue
        for node in owner.body:
            if isinstance(node, ast.FunctionDef) and any(_is_constant_property(deco) for deco in node.decorator_list):
                yield owner.name, node.name
            elif isinstance(node, ast.Assign) and _is_constant_property(node.value):
                yield from ((owner.name, target.id) for target in node.targets if isinstance(target, ast.Name))


def _mark_constant(dumped: list[dict[str, Any]], constant: set[tuple[str, str]]) -> None:
    for file in dumped:
        for described in file.get("classes", ()):
            for entry in described.get("properties", ()):
                if (described["className"], entry["name"]) in constant:
                    entry["constant"] = True


def write_types(sources: Sequence[Path], out: Path) -> None:
    """Write the type file of the view-models in ``sources`` below ``out``.

    Raises LintFailed when Qt's tools cannot read them.
    """
    folder = out.joinpath(*MODULE.split("."))
    folder.mkdir(parents=True, exist_ok=True)
    dumped = json.loads(_checked("metaobjectdump", "--compact", *sources))
    _mark_constant(dumped, {pair for path in sources for pair in constant_properties(path.read_text("utf-8"))})
    metatypes = out / "metatypes.json"
    metatypes.write_text(json.dumps(dumped), encoding="utf-8")
    foreign = ",".join(str(_METATYPES / f"qt6{name}_metatypes.json") for name in _FOREIGN)
    _checked(
        *("qmltyperegistrar", "--import-name", MODULE, "--major-version", "1", "--minor-version", "0"),
        *("--foreign-types", foreign, "--generate-qmltypes", folder / "types.qmltypes"),
        *("-o", out / "registration.cpp", metatypes),
    )
    (folder / "qmldir").write_text(f"module {MODULE}\ntypeinfo types.qmltypes\n", encoding="utf-8")


def unlisted(module: Path) -> list[str]:
    """Return a complaint for each QML file of a module folder that its qmldir does not name."""
    listed = (module / "qmldir").read_text("utf-8").split()
    return [
        f"{path}: not listed in {module / 'qmldir'}" for path in sorted(module.glob("*.qml")) if path.name not in listed
    ]


def lint(ui: Path, qml: Path, out: Path) -> list[str]:
    """Return every complaint about the QML modules below ``qml``; none means clean.

    Raises LintFailed when the view-models below ``ui`` cannot be described, or there is nothing to lint.
    """
    sources = sorted(path for path in ui.rglob("*.py") if "QML_IMPORT_NAME" in path.read_text("utf-8"))
    modules = sorted(path.parent for path in qml.rglob("qmldir"))
    if not sources or not modules:
        raise LintFailed(f"no view-model below {ui} or no qmldir below {qml}: nothing was linted")
    write_types(sources, out)
    complaints = []
    for module in modules:
        complaints += unlisted(module)
        files = sorted(module.glob("*.qml"))
        done = _tool("qmllint", "--max-warnings", "0", "-I", qml, "-I", out, "-i", module / "qmldir", *files)
        if done.returncode:
            complaints.append(done.stdout + done.stderr)
    return complaints


def main() -> int:
    """Lint the project, or the folders named."""
    parser = argparse.ArgumentParser(description="Lint QML against the Python view-models.")
    parser.add_argument("--ui", type=Path, default=ROOT / "kriptik_desktop" / "ui")
    parser.add_argument("--qml", type=Path, default=ROOT / "qml")
    parser.add_argument("--out", type=Path, default=ROOT / ".qt")
    chosen = parser.parse_args()
    try:
        complaints = lint(chosen.ui, chosen.qml, chosen.out)
    except LintFailed as failure:
        complaints = [str(failure)]
    print("\n".join(complaints) or "QML: no complaint")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
