pragma ComponentBehavior: Bound

import QtQuick

/* A short word in a pill; a long one is cut where the pill is kept narrow. Tones: neutral, success, warning, error, accent. */
Rectangle {
    id: root

    required property string text
    property string tone: "neutral"
    property bool dot: false
    readonly property bool plain: tone === "neutral"
    readonly property color ink: plain ? Theme.textDim : Theme.tone(tone)
    readonly property int lead: dot ? Theme.icon8 + Theme.space8 : 0

    implicitWidth: Math.ceil(word.implicitWidth) + lead + 2 * Theme.space8 + Theme.space4
    implicitHeight: Theme.chipHeight
    radius: height / 2
    color: plain ? Theme.fillHover : Theme.veil(ink, Theme.toneFill)
    border.width: Theme.hairline
    border.color: plain ? Theme.line : Theme.veil(ink, Theme.toneEdge)
    Accessible.role: Accessible.StaticText
    Accessible.name: text

    Loader {
        active: root.dot
        anchors.verticalCenter: parent.verticalCenter
        x: Theme.space8
        sourceComponent: StatusDot {
            tone: root.tone
        }
    }
    GlassText {
        id: word

        x: (root.dot ? Theme.space8 : Theme.space8 + Theme.space2) + root.lead
        width: Math.min(implicitWidth, root.width - x - Theme.space8)
        anchors.verticalCenter: parent.verticalCenter
        kind: "label"
        text: root.text
        color: root.plain ? root.ink : Theme.wordTone(root.tone)
        Accessible.ignored: true
    }
}
