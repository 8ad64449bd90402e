"""What a signal is connected to in a view-model must be a declared slot or a signal.

PySide6 makes a slot of any other method when it is connected, and changes the object's meta-object by that. QML that
has read the old one then finds properties undefined, and the process has crashed from it (seen in the vault's screen).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
UI = ROOT / "kriptik_desktop" / "ui"


def _named(decorators: list[ast.expr]) -> set[str]:
    calls = (each.func if isinstance(each, ast.Call) else each for each in decorators)
    return {each.id for each in calls if isinstance(each, ast.Name)}


def _view_models(tree: ast.Module) -> Iterator[ast.ClassDef]:
    for each in ast.walk(tree):
        if isinstance(each, ast.ClassDef) and "QmlElement" in _named(each.decorator_list):
            yield each


def undeclared(tree: ast.Module) -> dict[str, set[str]]:
    """Return the methods of a module's view-models that are no slots, by class."""
    found = {}
    for model in _view_models(tree):
        methods = (each for each in model.body if isinstance(each, ast.FunctionDef))
        found[model.name] = {each.name for each in methods if "Slot" not in _named(each.decorator_list)}
    return found


def connected(tree: ast.Module) -> Iterator[tuple[int, str, str]]:
    """Return line, class and method of whatever is connected and whose class the module itself tells."""
    for outer in ast.walk(tree):
        if isinstance(outer, ast.ClassDef):
            parts = _parts(outer)
            for call in ast.walk(outer):
                for target in _targets(call):
                    owner = outer.name if _is_self(target.value) else parts.get(ast.unparse(target.value), "")
                    yield target.lineno, owner, target.attr


def _targets(call: ast.AST) -> list[ast.Attribute]:
    if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "connect":
        return [each for each in call.args if isinstance(each, ast.Attribute)]
    return []


def _is_self(value: ast.expr) -> bool:
    return isinstance(value, ast.Name) and value.id == "self"


def _parts(outer: ast.ClassDef) -> dict[str, str]:
    """Return the classes of what the object makes and keeps, by how it is written: ``self.palette``."""
    parts: dict[str, str] = {}
    for each in ast.walk(outer):
        if isinstance(each, ast.Assign) and isinstance(each.value, ast.Call):
            parts |= {ast.unparse(target): ast.unparse(each.value.func) for target in each.targets}
    return parts


def test_signals_of_the_window_end_in_declared_slots() -> None:
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in UI.rglob("*.py")}
    bare = {name: methods for tree in trees.values() for name, methods in undeclared(tree).items()}
    assert {"PaletteViewModel", "PassportViewModel"} <= bare.keys()
    found = [
        f"{path.relative_to(ROOT)}:{line}: {owner}.{name}"
        for path, tree in trees.items()
        for line, owner, name in connected(tree)
        if name in bare.get(owner, ())
    ]
    assert found == []


def test_an_undeclared_slot_is_found() -> None:
    source = """
@QmlElement
class Model(QObject):
    def __init__(self):
        self.sheet = Sheet()
        self.done.connect(self.hear)
        self.done.connect(self.listen)
        self.done.connect(self.sheet.close)
    def hear(self): ...
    @Slot()
    def listen(self): ...
"""
    tree = ast.parse(source)
    assert undeclared(tree) == {"Model": {"__init__", "hear"}}
    assert [each[1:] for each in connected(tree)] == [("Model", "hear"), ("Model", "listen"), ("Sheet", "close")]
