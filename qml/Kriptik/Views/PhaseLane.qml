pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass

/* The name of one lane of the strip chart: a phase, and how far it is or how long it worked. */
Item {
    id: root

    required property int phase
    required property string title
    required property string status
    required property string progress
    required property string duration
    required property string words
    readonly property bool idle: status === "pending" || status === "cancelled" || status === "skipped"

    objectName: "phase_" + phase
    Accessible.role: Accessible.ListItem
    Accessible.name: words

    RowLayout {
        width: parent.width
        height: parent.height
        spacing: Theme.space8

        StepMark {
            status: root.status
            size: Theme.icon12
            Layout.preferredWidth: Theme.icon12
        }
        GlassText {
            Layout.fillWidth: true
            kind: "small"
            text: root.title
            color: root.idle ? Theme.textFaint : Theme.text
            Accessible.ignored: true
        }
        GlassText {
            kind: "caption"
            text: root.status === "done" ? root.duration : root.progress
            color: root.status === "running" ? Theme.redWord : root.idle ? Theme.textFaint : Theme.textDim
            horizontalAlignment: Text.AlignRight
            font.features: ({ "tnum": 1 })
            Accessible.ignored: true
        }
    }
}
