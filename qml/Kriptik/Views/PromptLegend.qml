pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass

/* What the marks in the description mean; only those that are there. */
Flow {
    id: root

    property bool named: false
    property bool open: false
    property bool out: false

    visible: named || open || out
    spacing: Theme.space16

    Key {
        visible: root.named
        tone: Theme.redText
        text: qsTr("names a service")
    }
    Key {
        visible: root.open
        tone: Theme.warning
        text: qsTr("leaves a choice")
    }
    Key {
        visible: root.out
        crossed: true
        text: qsTr("ruled out")
    }

    component Key: Row {
        id: key

        required property string text
        property color tone: Theme.textDim
        property bool crossed: false

        spacing: Theme.space8

        Rectangle {
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.icon16
            height: key.crossed ? Theme.hairline : Theme.icon12
            radius: key.crossed ? 0 : Theme.radius4
            color: key.crossed ? key.tone : Theme.veil(key.tone, Theme.toneMark)
            border.width: key.crossed ? 0 : Theme.hairline
            border.color: Theme.veil(key.tone, Theme.toneEdge)
        }
        GlassText {
            kind: "caption"
            color: Theme.textFaint
            text: key.text
        }
    }
}
