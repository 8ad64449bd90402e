pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass

/* The words of the prompt that something was understood from. */
Flow {
    id: root

    required property list<string> words
    property int most: 3

    spacing: 6
    visible: words.length > 0

    Repeater {
        model: root.words.slice(0, root.most)

        Rectangle {
            id: chip

            required property string modelData

            width: Math.min(root.width, word.implicitWidth + 16)
            height: 22
            radius: 6
            color: Theme.veil(Theme.red, 0.14)
            border.width: 1
            border.color: Theme.veil(Theme.redText, 0.30)

            GlassText {
                id: word

                anchors.centerIn: parent
                width: Math.min(implicitWidth, parent.width - 12)
                kind: "caption"
                color: "#fca5a5"
                lineHeight: 1
                text: chip.modelData
            }
        }
    }
}
