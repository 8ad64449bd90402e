pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass

/* How hard a password is to guess: four bars, and the same in words. `level` is 0 to 4. */
Column {
    id: root

    required property int level
    required property string text
    readonly property string tone: level < 2 ? "error" : level < 3 ? "warning" : "success"

    spacing: Theme.space8

    Row {
        id: bars

        width: parent.width
        spacing: Theme.space4
        Accessible.ignored: true

        Repeater {
            model: 4

            Rectangle {
                required property int index

                width: (bars.width - 3 * bars.spacing) / 4
                height: Theme.trackHeight
                radius: height / 2
                color: index < Math.max(1, root.level) ? Theme.tone(root.tone) : Theme.track
            }
        }
    }
    GlassText {
        objectName: root.objectName + "Words"
        width: parent.width
        kind: "caption"
        color: root.level === 0 ? Theme.textDim : Theme.wordTone(root.tone)
        text: root.text
        wrapMode: Text.Wrap
    }
}
