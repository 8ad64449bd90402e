pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass

/* A pause that the axis leaves out: a hatched band across all lanes that says how long it was. */
Item {
    id: root

    required property string label
    required property string words
    required property bool open
    property int laneHeight: Theme.stripLane

    clip: true
    Accessible.role: Accessible.StaticText
    Accessible.name: words

    Rectangle {
        anchors.fill: parent
        color: Theme.fillRest
    }
    Repeater {
        model: Math.max(0, Math.ceil((root.width + root.height) / Theme.stripHatch))

        Rectangle {
            required property int index

            x: index * Theme.stripHatch - root.height / 2
            y: -root.height / 2
            width: Theme.hairline
            height: 2 * root.height
            rotation: Theme.stripHatchTurn
            antialiasing: true
            color: Theme.hatch
        }
    }
    Repeater {
        model: 2

        Rectangle {
            required property int index

            x: index * (root.width - width)
            width: Theme.hairline
            height: root.height
            color: Theme.line
        }
    }
    Rectangle {
        anchors.horizontalCenter: parent.horizontalCenter
        y: Math.round((root.laneHeight - height) / 2)
        visible: width + Theme.space4 <= root.width
        width: Math.ceil(word.implicitWidth) + Theme.space12
        height: Theme.space20
        radius: Theme.radius8
        color: Theme.ground
        border.width: Theme.hairline
        border.color: root.open ? Theme.veil(Theme.warning, Theme.toneEdge) : Theme.line

        GlassText {
            id: word

            anchors.centerIn: parent
            kind: "caption"
            font.pixelSize: Theme.sizeMicro
            text: root.label
            color: root.open ? Theme.warning : Theme.textDim
            Accessible.ignored: true
        }
    }
}
