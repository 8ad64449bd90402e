pragma ComponentBehavior: Bound

import QtQuick

/* A short word in a pill. Tones: neutral, success, warning, error, accent. */
Item {
    id: root

    required property string text
    property string tone: "neutral"
    property bool dot: false
    readonly property color ink: tone === "neutral" ? Theme.textDim : Theme.tone(tone)

    implicitWidth: row.implicitWidth + 20
    implicitHeight: 24
    Accessible.role: Accessible.StaticText
    Accessible.name: text

    Rectangle {
        anchors.fill: parent
        radius: 12
        color: root.tone === "neutral" ? Qt.rgba(1, 1, 1, 0.05) : Theme.veil(root.ink, 0.10)
        border.width: 1
        border.color: root.tone === "neutral" ? Theme.line : Theme.veil(root.ink, 0.32)
    }
    Row {
        id: row

        anchors.centerIn: parent
        spacing: 6

        StatusDot {
            visible: root.dot
            tone: root.tone
            anchors.verticalCenter: parent.verticalCenter
        }
        GlassText {
            kind: "label"
            text: root.text
            color: root.ink
            Accessible.ignored: true
        }
    }
}
