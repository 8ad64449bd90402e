pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass

/* One line of the log: when, and what; a warning or an error has its colour and a mark at its side. */
Item {
    id: root

    required property string time
    required property string words
    required property string level
    readonly property color ink: level === "error" ? Theme.redWord : level === "warning" ? Theme.warning : level === "good" ? Theme.text : Theme.textDim

    implicitHeight: said.implicitHeight + Theme.space4
    Accessible.role: Accessible.ListItem
    Accessible.name: time + ", " + words

    Rectangle {
        x: Theme.space12
        y: Theme.space2
        visible: root.level === "error" || root.level === "warning"
        width: Theme.line2
        height: parent.height - Theme.space4
        radius: Theme.radius2
        color: root.ink
    }
    GlassText {
        x: Theme.space24
        width: Theme.clockWidth
        kind: "mono"
        text: root.time
        color: Theme.textFaint
        lineHeight: Theme.leading
        Accessible.ignored: true
    }
    GlassText {
        id: said

        x: Theme.space24 + Theme.clockWidth + Theme.space12
        width: root.width - x - Theme.space24
        kind: "mono"
        text: root.words
        color: root.ink
        wrapMode: Text.WrapAtWordBoundaryOrAnywhere
        Accessible.ignored: true
    }
}
