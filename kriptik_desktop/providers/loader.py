"""Turns TOML tables into the model's classes, refusing whatever the classes do not name.

Driven by the annotations, because a hand-written reader of seventy keys is where a misspelt key passes unseen.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from kriptik_desktop.providers.errors import CatalogueDamaged

T = TypeVar("T")


def build(kind: type[T], table: Mapping[str, Any], where: str) -> T:
    """Return an instance of the dataclass ``kind`` filled from ``table``.

    Raises CatalogueDamaged, naming ``where`` and the key, for an unknown key, a missing one or a wrong type.
    """
    shape: Any = _shape
    hints, required = shape(kind)
    unknown = sorted(set(table) - set(hints))
    if unknown:
        raise CatalogueDamaged(where, f"nothing is called {', '.join(unknown)} there")
    missing = sorted(required - set(table))
    if missing:
        raise CatalogueDamaged(where, f"{', '.join(missing)} is missing")
    return kind(**{key: _value(hints[key], value, f"{where}: {key}") for key, value in table.items()})


@cache
def _shape(kind: Any) -> tuple[dict[str, Any], frozenset[str]]:
    hints = get_type_hints(kind)
    fields = dataclasses.fields(kind)
    required = frozenset(
        each.name
        for each in fields
        if each.default is dataclasses.MISSING and each.default_factory is dataclasses.MISSING
    )
    return {each.name: hints[each.name] for each in fields}, required


def _value(hint: Any, value: Any, where: str) -> Any:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _value(next(each for each in arguments if each is not type(None)), value, where)
    if origin is Literal:
        return _literal(arguments, value, where)
    if origin is tuple:
        return _sequence(arguments[0], value, where)
    if origin is not None and issubclass(origin, Mapping):
        return _mapping(arguments[1], value, where)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _table(hint, value, where)
    return _plain(hint, value, where)


def _literal(allowed: tuple[Any, ...], value: Any, where: str) -> Any:
    if value not in allowed:
        raise CatalogueDamaged(where, f"{value!r} is none of {', '.join(map(str, allowed))}")
    return value


def _sequence(hint: Any, value: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise CatalogueDamaged(where, "a list is wanted")
    return tuple(_value(hint, each, f"{where}[{at}]") for at, each in enumerate(value))


def _mapping(hint: Any, value: Any, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise CatalogueDamaged(where, "a table is wanted")
    return {key: _value(hint, each, f"{where}.{key}") for key, each in value.items()}


def _table(kind: type[Any], value: Any, where: str) -> Any:
    if not isinstance(value, dict):
        raise CatalogueDamaged(where, "a table is wanted")
    return build(kind, value, where)


def _plain(hint: Any, value: Any, where: str) -> Any:
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if type(value) is not hint:
        raise CatalogueDamaged(where, f"{hint.__name__} is wanted, not {type(value).__name__}")
    return value
