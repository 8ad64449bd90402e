"""The rules about QML find what they are there for, and leave alone what is fine."""

from __future__ import annotations

import pytest

from tests.house.qml_rules import colours, emojis, measures, nameless
from tests.house.qml_source import QmlNotUnderstood, read_qml

CONTROLS = {"GlassButton": "", "GlassCard": "clickable"}


def page(body: str) -> str:
    """Return a file that holds these members."""
    return f"pragma ComponentBehavior: Bound\nimport QtQuick\nItem {{\n    id: root\n{body}\n}}\n"


BAD_COLOURS = [
    'color: "#ffffff"',
    "color: '#fff'",
    'property color accent: "#80ff0000"',
    'color: root.on ? Theme.text : "white"',
    'color: "transparent"',
    'border.color: "RED"',
    "color: Qt.rgba(1, 1, 1, 0.5)",
    "color: Qt.rgba(1, 1, 1, root.alpha)",
    "color: Qt.rgba(tint.r, tint.g, tint.b, 0.35)",
    "color: Qt.hsla(0.2, a, b, 1)",
    "color: Qt.lighter(Theme.red, 1.4)",
    'function tone(): color { return "green"; }',
    'Rectangle { gradient: Gradient { GradientStop { position: 0; color: "#123456" } } }',
    'onClicked: { back.color = "#123456"; }',
]
GOOD_COLOURS = [
    "color: Theme.red",
    "color: Theme.clear",
    "color: Theme.veil(Theme.red, Theme.toneFill)",
    'text: "#general"',
    'text: qsTr("white")',
    'property string tone: "red"',
    "color: Qt.rgba(c.r, c.g, c.b, 1)",
    '// color: "#ffffff"',
    'readonly property string link: "#"',
]
BAD_MEASURES = [
    "width: 40",
    "implicitHeight: 22",
    "x: 3.5",
    "anchors.margins: 14",
    "anchors.leftMargin: 2 + Theme.space8",
    "Layout.topMargin: 1",
    "Layout.preferredWidth: parent.width > 900 ? 320 : 240",
    "spacing: root.tight ? 6 : Theme.space8",
    "radius: 9",
    "border.width: 1",
    "font.pixelSize: 11",
    "padding: Math.max(12, root.height)",
    "height: row.implicitHeight + 2 * 12",
    "height: 4 * 5",
    "height: 2 * 3 / 4",
    "width: (parent.width - 12) + Theme.space4",
    "width: Math.max(4, parent.width)",
    "width: 40 * Theme.scale",
    "property int glyphSize: 20",
    "readonly property real stackSpacing: 12",
    "sourceSize: Qt.size(20, 20)",
    "NumberAnimation { duration: 420 }",
    "PauseAnimation { duration: Theme.reducedMotion ? 0 : 200 }",
    "Timer { interval: 6000 }",
    "readonly property int columns: Math.floor(width / 340)",
    "visible: width > 900",
    "onClicked: { other.width = 40; }",
    "onClicked: other.interval = 300",
    "function cellWidth(): int { return 340; }",
    "transform: Translate { y: 8 }",
    "Behavior on x { NumberAnimation { duration: 100 } }",
    "states: [State { PropertyChanges { target: a; width: 33 } }]",
]
GOOD_MEASURES = [
    "width: parent.width / 2",
    "height: 2 * Theme.space16",
    "height: row.implicitHeight + 2 * Theme.space12",
    "width: 0",
    "x: -1",
    "anchors.margins: -Theme.space4",
    "Layout.columnSpan: 3",
    "property int most: 12",
    "opacity: 0.5",
    "rotation: 90 * (code % 4)",
    "loops: 3",
    "scale: Theme.press",
    "width: root.count > 3 ? Theme.cardWidth : Theme.slabWidth",
    "width: parent.width * 0.5",
    "GradientStop { position: 0.12 }",
    "height: list[2]",
    "width: root.value * track.width / 100",
    "width: parent.width * 3 / 4",
    "width: root.round * (1 - Math.SQRT1_2)",
    "width: parent.width * (1 - (1 + index % 2) * Theme.lineStep)",
    "width: Math.max(1, root.span.width)",
    "maximumLineCount: 2",
    "lineHeight: 1.35",
    "property real lift: 1",
    "text: parts.slice(0, 12).join()",
    "Timer { interval: Theme.toastStay }",
    "readonly property int columns: Math.max(1, Math.min(3, Math.floor(width / Theme.cardWidth)))",
    "readonly property bool narrow: width < Theme.narrow",
    "function far(x: real): real { return x * 0.5; }",
    "width: Theme.sizes[level] + (level - Math.floor(level)) * Theme.space4",
]


@pytest.mark.parametrize("line", BAD_COLOURS)
def test_a_colour_is_found(line: str) -> None:
    assert list(colours(read_qml(page(line))))


@pytest.mark.parametrize("line", GOOD_COLOURS + GOOD_MEASURES)
def test_what_is_no_colour_stays(line: str) -> None:
    assert list(colours(read_qml(page(line)))) == []


@pytest.mark.parametrize("line", BAD_MEASURES)
def test_a_size_or_duration_is_found(line: str) -> None:
    assert list(measures(read_qml(page(line))))


@pytest.mark.parametrize("line", GOOD_MEASURES + GOOD_COLOURS)
def test_what_is_no_size_stays(line: str) -> None:
    assert list(measures(read_qml(page(line)))) == []


def test_a_complaint_names_its_line() -> None:
    source = page('width: Theme.a\nheight: 12\ncolor: "#fff"')
    assert [line for line, _ in measures(read_qml(source))] == [6]
    assert [line for line, _ in colours(read_qml(source))] == [7]


@pytest.mark.parametrize("text", ["\u2714 done", "\U0001f600", "\\u2714", "\\u{1F600}", "warn\ufe0f"])
def test_an_emoji_is_found(text: str) -> None:
    assert list(emojis(page(f'text: "{text}"')))


@pytest.mark.parametrize("text", ["plain", "caf\u00e9 \u2013 \u00b7", "\\u2022", "50 %"])
def test_what_is_no_emoji_stays(text: str) -> None:
    assert list(emojis(page(f'text: "{text}"'))) == []


@pytest.mark.parametrize(
    "body",
    [
        'GlassButton { text: qsTr("Go") }',
        'GlassButton { objectName: "go" }',
        'GlassButton { objectName: ""; text: qsTr("Go") }',
        'GlassButton { objectName: "go"; text: "" }',
        "GlassCard { clickable: true }",
        'Loader { sourceComponent: GlassButton { objectName: "go" } }',
        'GlassPanel { header: Row { GlassButton { text: "a" } } }',
        'component Inner: Item { GlassButton { text: "a" } }',
    ],
)
def test_a_control_without_names_is_found(body: str) -> None:
    assert list(nameless(read_qml(page(body)), CONTROLS))


@pytest.mark.parametrize(
    "body",
    [
        'GlassButton { objectName: "go"; text: qsTr("Go") }',
        'GlassButton { objectName: "go_" + root.id; Accessible.name: root.title }',
        "GlassCard { }",
        "GlassCard { clickable: false }",
        'GlassCard { clickable: true; objectName: "card"; title: root.name }',
        "Rectangle { }",
    ],
)
def test_a_control_with_names_stays(body: str) -> None:
    assert list(nameless(read_qml(page(body)), CONTROLS)) == []


def test_members_are_read_as_they_are_meant() -> None:
    root = read_qml(
        page(
            """
    required property list<string> words
    signal chosen(string id)
    readonly property var tones: ({ "a": 1 })
    text: root.a
        ? "b" : "c"
    onClicked: if (a)
        go();
    else
        stay()
    function sum(a: int, b: int): int {
        if (a) { return b; }
        return a;
    }
    component Part: Rectangle { width: 1 }
    Behavior on x { NumberAnimation { duration: 2 } }
    data: [Item { y: 3 }, Item { y: 4 }]
    Text { text: "x" } // after"""
        )
    )
    assert [each.type for each in root.walk()] == [
        "Item", "Rectangle", "Behavior", "NumberAnimation", "Item", "Item", "Text",
    ]  # fmt: skip
    text = root.bound("text")
    assert text is not None
    assert text.source() == 'root . a ? "b" : "c"'
    handler = root.bound("onClicked")
    assert handler is not None
    assert handler.source() == "if ( a ) go ( ) ; else stay ( )"


@pytest.mark.parametrize("source", ["Item {", "Item { 3 }", "Item {} Item {}", "Item { width }"])
def test_what_is_no_qml_is_said(source: str) -> None:
    with pytest.raises(QmlNotUnderstood, match="line 1"):
        read_qml(source)
