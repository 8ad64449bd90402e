"""Reads QML closely enough to judge it: words, objects, and what is bound to what.

Qt has no parser one could call from here, and a search by line cannot tell a size from a count. JavaScript is not
parsed: a binding or a function keeps its words, and the rules look at those.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_WORD = re.compile(
    r"""
    (?P<comment>//[^\n]*|/\*.*?\*/)
    |(?P<text>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)
    |(?P<number>0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
    |(?P<name>[A-Za-z_$][\w$]*)
    |(?P<space>\s+)
    |(?P<sign>===|!==|=>|==|!=|<=|>=|&&|\|\||\?\?|\?\.|\+\+|--|\+=|-=|\*=|/=|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_MODIFIERS = frozenset({"readonly", "required", "default"})
_OPEN, _CLOSE = {"{": "}", "(": ")", "[": "]"}, frozenset("})]")
_GOES_ON_AFTER = frozenset("+-*/%?:,=<>&|!.([{") | {
    "===", "!==", "=>", "==", "!=", "<=", ">=", "&&", "||", "??", "?.", "+=", "-=", "*=", "/=", "return", "in", "else",
}  # fmt: skip
_GOES_ON_BEFORE = frozenset("+-*/%?:.)]&|=<>") | {
    "===", "!==", "==", "!=", "<=", ">=", "&&", "||", "??", "?.", "else",
}  # fmt: skip


class QmlNotUnderstood(ValueError):
    """The source is not what this reader knows; its message names the line."""


@dataclass(frozen=True, slots=True)
class Word:
    """One token: ``kind`` is name, number, text (with its quotes) or sign."""

    kind: str
    text: str
    line: int


@dataclass(slots=True)
class Binding:
    """A property with the words of its value; ``declared`` is its type where this line declares it."""

    name: str
    words: list[Word]
    line: int
    declared: str = ""

    @property
    def is_script(self) -> bool:
        """Whether statements stand here, as in a handler or function."""
        return self.declared == "function" or bool(self.words and self.words[0].text == "{")

    def source(self) -> str:
        """Return the value's words with a blank between."""
        return " ".join(word.text for word in self.words)


@dataclass(slots=True)
class QmlObject:
    """An object of a type, with what it binds and what it holds."""

    type: str
    line: int
    bindings: list[Binding] = field(default_factory=list)
    children: list[QmlObject] = field(default_factory=list)

    def bound(self, name: str) -> Binding | None:
        """Return the binding of a property of this object, if it has one."""
        return next((each for each in self.bindings if each.name == name), None)

    def walk(self) -> Iterator[QmlObject]:
        """Yield this object and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()


def words_of(source: str) -> list[Word]:
    """Return the words of a source, without comments and spaces."""
    found: list[Word] = []
    line = 1
    for match in _WORD.finditer(source):
        kind = match.lastgroup or ""
        if kind not in ("comment", "space"):
            found.append(Word(kind, match[0], line))
        line += match[0].count("\n")
    return found


def read_qml(source: str) -> QmlObject:
    """Return the root object of a file.

    Raises QmlNotUnderstood when the file is none that this reader knows.
    """
    return _Reader(words_of(source)).document()


class _Reader:
    def __init__(self, words: list[Word]) -> None:
        self._words = [*words, Word("end", "", words[-1].line if words else 1)]
        self._at = 0

    def document(self) -> QmlObject:
        while self._now().text in ("import", "pragma"):
            line = self._now().line
            while self._now().line == line and self._now().kind != "end":
                self._at += 1
        found = self._object()
        if self._now().kind != "end":
            raise self._lost("something after the root object")
        return found

    def _now(self, ahead: int = 0) -> Word:
        return self._words[min(self._at + ahead, len(self._words) - 1)]

    def _take(self, text: str = "") -> Word:
        word = self._now()
        if word.kind == "end" or (text and word.text != text):
            raise self._lost(f"no {text or 'more'}")
        self._at += 1
        return word

    def _lost(self, what: str) -> QmlNotUnderstood:
        return QmlNotUnderstood(f"line {self._now().line}: {what} at {self._now().text!r}")

    def _dotted(self) -> str:
        parts = [self._take().text]
        while self._now().text == "." and self._now(1).kind == "name":
            self._at += 1
            parts.append(self._take().text)
        return ".".join(parts)

    def _object_ahead(self) -> bool:
        at, last = 0, ""
        while self._now(at).kind == "name":
            last = self._now(at).text
            if self._now(at + 1).text != ".":
                break
            at += 2
        if not last[:1].isupper():
            return False
        following = self._now(at + 1)
        return following.text == "{" or (following.text == "on" and self._now(at + 2).kind == "name")

    def _object(self) -> QmlObject:
        line = self._now().line
        found = QmlObject(self._dotted(), line)
        if self._now().text == "on":
            self._at += 1
            self._dotted()
        self._take("{")
        while self._now().text != "}":
            self._member(found)
            if self._now().text in (";", ","):
                self._at += 1
        self._take("}")
        return found

    def _member(self, owner: QmlObject) -> None:
        if self._object_ahead():
            owner.children.append(self._object())
            return
        while self._now().text in _MODIFIERS and self._now(1).kind == "name":
            self._at += 1
        word = self._now()
        if word.text in ("signal", "enum") and self._now(1).kind == "name":
            self._skip_line()
        elif word.text == "component" and self._now(2).text == ":":
            self._at += 3
            owner.children.append(self._object())
        elif word.text == "function":
            owner.bindings.append(self._function())
        elif word.text == "property" and self._now(1).kind == "name":
            self._declaration(owner)
        elif word.kind == "name":
            name = self._dotted()
            self._take(":")
            self._value(owner, Binding(name, [], word.line))
        else:
            raise self._lost("no member")

    def _skip_line(self) -> None:
        line, depth = self._now().line, 0
        while depth or self._now().line == line:
            word = self._take()
            depth += (word.text in _OPEN) - (word.text in _CLOSE)
            if self._now().text == "}" and not depth:
                return

    def _function(self) -> Binding:
        line = self._take("function").line
        name = self._take().text
        words: list[Word] = []
        while self._now().text != "{":
            words.append(self._take())
        return Binding(name, words + self._bracketed(), line, "function")

    def _declaration(self, owner: QmlObject) -> None:
        line = self._take("property").line
        declared = self._dotted()
        if self._now().text == "<":
            while self._now().text != ">":
                declared += self._take().text
            declared += self._take().text
        name = self._take().text
        if self._now().text == ":":
            self._at += 1
            self._value(owner, Binding(name, [], line, declared))

    def _value(self, owner: QmlObject, binding: Binding) -> None:
        owner.bindings.append(binding)
        if self._object_ahead():
            owner.children.append(self._object())
        elif self._now().text == "[" and self._list_of_objects():
            self._take("[")
            while self._now().text != "]":
                owner.children.append(self._object())
                if self._now().text == ",":
                    self._at += 1
            self._take("]")
        elif self._now().text == "{":
            binding.words = self._bracketed()
        else:
            binding.words = list(self._expression())

    def _list_of_objects(self) -> bool:
        self._at += 1
        try:
            return self._object_ahead()
        finally:
            self._at -= 1

    def _bracketed(self) -> list[Word]:
        words = [self._take()]
        depth = 1
        while depth:
            word = self._take()
            depth += (word.text in _OPEN) - (word.text in _CLOSE)
            words.append(word)
        return words

    def _expression(self) -> Iterator[Word]:
        last, after_if = self._now(), False
        while not self._expression_ends(last, after_if):
            if self._now().text in _OPEN:
                condition = last.text in ("if", "for", "while")
                inner = self._bracketed()
                yield from inner
                last, after_if = inner[-1], condition
            else:
                last, after_if = self._take(), False
                yield last

    def _expression_ends(self, last: Word, after_if: bool) -> bool:
        word = self._now()
        if word.text == ";":
            return self._now(1).text != "else"
        if word.text == "}" or word.kind == "end":
            return True
        goes_on = after_if or last.text in _GOES_ON_AFTER or word.text in _GOES_ON_BEFORE
        return word.line > last.line and not goes_on
