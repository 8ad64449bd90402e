pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass

/* The phases from left to right: a bar, a name and how far each one is. */
RowLayout {
    id: root

    required property var phases
    readonly property var tones: ({
            "done": "success",
            "running": "accent",
            "blocked": "warning",
            "failed": "error"
        })
    readonly property var words: ({
            "done": qsTr("Done"),
            "running": qsTr("Running"),
            "blocked": qsTr("Waiting"),
            "failed": qsTr("Failed"),
            "cancelled": qsTr("Cancelled"),
            "pending": qsTr("Not started")
        })

    spacing: Theme.space8

    Repeater {
        model: root.phases

        ColumnLayout {
            id: step

            required property int phase
            required property string title
            required property string status
            required property string progress
            readonly property string tone: root.tones[status] ?? "neutral"

            Layout.fillWidth: true
            Layout.preferredWidth: 1
            spacing: Theme.space8
            Accessible.role: Accessible.ListItem
            Accessible.name: qsTr("Phase %1, %2: %3 %4").arg(phase + 1).arg(title).arg(root.words[status]).arg(progress)

            Rectangle {
                Layout.fillWidth: true
                implicitHeight: 4
                radius: 2
                color: step.tone === "neutral" ? Qt.rgba(1, 1, 1, 0.10) : step.tone === "accent" ? Theme.red : Theme.tone(step.tone)
            }
            GlassText {
                Layout.fillWidth: true
                kind: "label"
                font.pixelSize: Theme.sizeSmall
                text: step.title
                color: step.tone === "neutral" ? Theme.textFaint : Theme.text
                Accessible.ignored: true
            }
            GlassText {
                Layout.fillWidth: true
                kind: "caption"
                text: root.words[step.status] + (step.progress !== "" ? "  " + step.progress : "")
                color: step.tone === "neutral" ? Theme.textFaint : Theme.tone(step.tone)
                Accessible.ignored: true
            }
        }
    }
}
