"""What QML may not say: a colour, a size or a duration that the Theme does not name, a control without name, an emoji.

Numbers stay where they are logic: counts, indexes, comparisons, shares, and small factors beside a token or a size.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from tests.house.qml_source import Binding, QmlObject, Word, words_of

_HEX = re.compile(r"^#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})$")
_COLOURS = """aqua black blue brown cyan darkgray darkgrey darkred dimgray dimgrey gold gray green grey indigo ivory
lightgray lightgrey lime magenta maroon navy olive orange pink purple red silver snow tan teal tomato transparent violet
white whitesmoke yellow crimson firebrick salmon coral"""
_COLOUR_WORDS = frozenset(_COLOURS.split())
_COLOUR_PROPERTY = re.compile(
    r"(?:colou?r|accent|ink|edge|tint|fill|stroke|shade|rgb|fillColor|strokeColor)$", re.IGNORECASE
)
_COLOUR_CALLS = frozenset({"rgba", "hsla", "hsva", "tint", "lighter", "darker", "alpha", "color"})
_MEASURE = re.compile(
    r"^(?:x|y|[xy][12]|width|height|size|spacing|gap|inset|reach|around|distance|thickness|interval|duration|delay|"
    r"timeout|padding|margins?|radius)$"
    r"|(?:Width|Height|Size|Spacing|Padding|Margins?|Radius|Inset|Gap|Thickness|Duration|Interval|Delay|Timeout|Offset"
    r"|Reach|Distance)$"
)
_SHARES = frozenset({"lineHeight", "minimumSize", "maximumSize"})
"""What sounds like a size and is a share: of a letter's height, of a track."""
_MEASURED = frozenset({"width", "height", "implicitWidth", "implicitHeight", "contentWidth", "contentHeight"})
_COMPARISONS = frozenset({"===", "!==", "==", "!=", "<", ">", "<=", ">=", "%"})
_COUNTING_CALLS = frozenset(
    {"index", "slice", "indexOf", "itemAt", "substring", "toFixed", "charAt", "mid", "arg", "get", "pow"}
)
_FACTOR = 10
_BESIDE_A_SIZE = 10
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2300-\u23ff\u2b00-\u2bff\ufe0f\u20e3]")
_ESCAPE = re.compile(r"\\u\{?([0-9a-fA-F]{4,6})\}?")
NAMING = ("text", "label", "title", "name", "Accessible.name")

Complaint = tuple[int, str]


def colours(root: QmlObject) -> Iterator[Complaint]:
    """Yield every colour that is written out."""
    for binding in _bindings(root):
        for word in binding.words:
            inside = word.text[1:-1]
            named = inside.lower() in _COLOUR_WORDS and _is_coloured(binding)
            if word.kind == "text" and (named or _HEX.match(inside)):
                yield word.line, f"{binding.name}: colour {inside}"
        yield from _colour_calls(binding)


def _is_coloured(binding: Binding) -> bool:
    # A function says what it returns between its arguments and its body.
    returns = binding.declared == "function" and ": color" in binding.source().partition("{")[0]
    return binding.declared == "color" or returns or bool(_COLOUR_PROPERTY.search(binding.name))


def _colour_calls(binding: Binding) -> Iterator[Complaint]:
    words = binding.words
    for at in range(len(words) - 3):
        called = [word.text for word in words[at : at + 4]]
        if called[:2] != ["Qt", "."] or called[2] not in _COLOUR_CALLS or called[3] != "(":
            continue
        arguments = _arguments(words, at + 3)
        plain = [_is_number(argument) for argument in arguments]
        opaque_copy = called[2] in ("rgba", "hsla", "hsva") and not any(plain[:3])
        if any(plain[:3]) or (any(plain) and not (opaque_copy and arguments[3][0].text in ("0", "1"))):
            yield words[at].line, f"{binding.name}: Qt.{called[2]} with numbers"


def _is_number(argument: Sequence[Word]) -> bool:
    return any(word.kind == "number" for word in argument) and not any(word.kind == "name" for word in argument)


def _arguments(words: Sequence[Word], opened: int) -> list[list[Word]]:
    found: list[list[Word]] = [[]]
    depth = 0
    for word in words[opened:]:
        depth += (word.text in "([{") - (word.text in ")]}")
        if depth == 0:
            break
        if depth == 1 and word.text == ",":
            found.append([])
        elif not (depth == 1 and word.text == "("):
            found[-1].append(word)
    return found


def measures(root: QmlObject) -> Iterator[Complaint]:
    """Yield every size and duration that is written out."""
    for binding in _bindings(root):
        for name, words in _statements(binding):
            last = name.rpartition(".")[2]
            if _MEASURE.search(last) and last not in _SHARES:
                for word in _plain_numbers(words):
                    yield word.line, f"{name}: {word.text}"
            elif any(word.text in _MEASURED for word in words):
                for word in _plain_numbers(words, factors=False):
                    if _value(word.text) >= _BESIDE_A_SIZE:
                        yield word.line, f"{name}: {word.text} beside a size"


def _statements(binding: Binding) -> Iterator[tuple[str, list[Word]]]:
    """Yield (what is given a value, the words of the value); a handler or function gives several."""
    if not binding.is_script and not binding.name.startswith("on"):
        yield binding.name, binding.words
        return
    for words in _lines(binding.words):
        at = next((i for i, word in enumerate(words) if word.text in ("=", "+=", "-=") and i), 0)
        given = words[at - 1].text if at else "return" if words[0].text == "return" else ""
        if binding.declared == "function" and given == "return":
            given = binding.name
        yield given, words[at + 1 :] if at else words


def _lines(words: Sequence[Word]) -> Iterator[list[Word]]:
    line: list[Word] = []
    for word in words:
        if word.text in (";", "{", "}") or (line and word.line > line[-1].line and line[-1].text in ")]"):
            if line:
                yield line
            line = []
        if word.text not in (";", "{", "}"):
            line.append(word)
    if line:
        yield line


def _plain_numbers(words: Sequence[Word], factors: bool = True) -> Iterator[Word]:
    """Yield the numbers that are neither zero, minus one, a small factor, compared, an index nor a count."""
    calls: list[str] = []
    for at, word in enumerate(words):
        if word.text in ("(", "["):
            before = words[at - 1].text if at and words[at - 1].kind == "name" else ""
            calls.append("index" if before and word.text == "[" else before)
        elif word.text in (")", "]") and calls:
            calls.pop()
        elif word.kind == "number" and not _is_logic(words, at, calls) and not (factors and _is_factor(words, at)):
            yield word


def _is_logic(words: Sequence[Word], at: int, calls: Sequence[str]) -> bool:
    text = words[at].text
    before = words[at - 1].text if at else ""
    after = words[at + 1].text if at + 1 < len(words) else ""
    negative = before == "-" and (at < 2 or words[at - 2].text in "(,?:=")
    return (
        _value(text) == 0
        or (text == "1" and negative)
        or (not _COMPARISONS.isdisjoint((before, after)) and not _about_a_size(words, text))
        or bool(calls and calls[-1] in _COUNTING_CALLS)
    )


def _about_a_size(words: Sequence[Word], number: str) -> bool:
    return _value(number) >= _BESIDE_A_SIZE and any(word.text in _MEASURED for word in words)


def _value(number: str) -> float:
    return float(int(number, 0)) if number[:2] in ("0x", "0X") else float(number)


def _is_factor(words: Sequence[Word], at: int) -> bool:
    value = _value(words[at].text)
    if value >= _FACTOR and value not in (100, 1000):
        return False
    return _beside_a_product(words, at, at) or _in_a_factor(words, at) or _keeps_from_nothing(words, at)


def _beside_a_product(words: Sequence[Word], first: int, last: int) -> bool:
    """Tell whether a word or bracket is multiplied with or divided by something that is not a number alone."""
    before = [word.text for word in words[max(0, first - 4) : first]]
    after = words[last + 1 : last + 3]
    chained = len(before) == 4 and before[1] in ("*", "/") and not _number(before[0])
    follows = len(before) > 1 and before[-1] in ("*", "/") and (chained or not _number(before[-2]))
    return follows or (len(after) == 2 and after[0].text in ("*", "/") and after[1].kind != "number")


def _in_a_factor(words: Sequence[Word], at: int) -> bool:
    """Tell whether it stands in brackets that are a factor as a whole, such as a share that is left of 1."""
    opened: list[int] = []
    for index, word in enumerate(words):
        if word.text == "(":
            opened.append(index)
        elif word.text == ")" and opened:
            start = opened.pop()
            plain = not start or words[start - 1].kind != "name"
            if start < at < index and plain and _beside_a_product(words, start, index):
                return True
    return False


def _keeps_from_nothing(words: Sequence[Word], at: int) -> bool:
    """Tell whether it is the 1 of ``Math.max(1, ...)``, which keeps a size from being nothing."""
    return words[at].text == "1" and [word.text for word in words[max(0, at - 2) : at]] == ["max", "("]


def _number(text: str) -> bool:
    return text[:1].isdigit() or text[:1] == "."


def emojis(source: str) -> Iterator[Complaint]:
    """Yield every emoji in a text, also one that is spelt by its number."""
    for word in words_of(source):
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), word.text) if word.kind == "text" else word.text
        if _EMOJI.search(text):
            yield word.line, f"emoji in {word.text}"


def nameless(root: QmlObject, interactive: Mapping[str, str], is_root_named: bool = False) -> Iterator[Complaint]:
    """Yield every control that lacks an object name or a name for screen readers.

    ``interactive`` says of each type under which property it can be pressed at all ("" for always). The root of a file
    may get both where the file is used, so it is not judged unless ``is_root_named``.
    """
    for found in root.walk():
        condition = interactive.get(found.type.rpartition(".")[2])
        if condition is None or (found is root and not is_root_named):
            continue
        pressed = found.bound(condition) if condition else None
        if condition and (pressed is None or pressed.source() == "false"):
            continue
        if not _said(found, "objectName"):
            yield found.line, f"{found.type} has no objectName"
        if not any(_said(found, name) for name in NAMING):
            yield found.line, f"{found.type} has no accessible name"


def _said(owner: QmlObject, name: str) -> bool:
    binding = owner.bound(name)
    return binding is not None and binding.source() not in ("", '""', "''")


def _bindings(root: QmlObject) -> Iterator[Binding]:
    for found in root.walk():
        yield from found.bindings
