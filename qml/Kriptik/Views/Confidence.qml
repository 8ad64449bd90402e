pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass

/* How sure the analyser is: four rising bars as of a signal, and the same as a number. */
Row {
    id: root

    required property real value
    readonly property list<int> heights: [Theme.space4, Theme.space8, Theme.space12, Theme.space16]
    readonly property int filled: Math.max(1, Math.round(value * heights.length))

    spacing: Theme.space8
    Accessible.role: Accessible.StaticText
    Accessible.name: words.text

    Row {
        anchors.bottom: parent.bottom
        spacing: Theme.space2

        Repeater {
            model: root.heights

            Rectangle {
                required property int index
                required property int modelData

                anchors.bottom: parent ? parent.bottom : undefined
                width: Theme.space4
                height: modelData
                color: index >= root.filled ? Theme.track : root.filled < root.heights.length - 1 ? Theme.warning : Theme.text
            }
        }
    }
    GlassText {
        id: words

        anchors.bottom: parent.bottom
        kind: "caption"
        text: qsTr("%1 % sure").arg(Math.round(root.value * 100))
        Accessible.ignored: true
    }
}
