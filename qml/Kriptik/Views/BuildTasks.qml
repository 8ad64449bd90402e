pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Kriptik.Glass
import Kriptik.Icons

/* All tasks in order; blocked ones are grey and say why. */
ListView {
    id: root

    readonly property var glyphs: ({
            "done": "check",
            "failed": "x",
            "blocked": "lock",
            "cancelled": "x",
            "skipped": "arrow",
            "pending": "clock"
        })
    readonly property var tones: ({
            "done": "success",
            "failed": "error",
            "blocked": "warning",
            "running": "accent"
        })

    clip: true
    boundsBehavior: Flickable.StopAtBounds
    activeFocusOnTab: true
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Tasks")

    FocusRing {
        visible: root.activeFocus
        distance: 0
    }
    delegate: Item {
        id: line

        required property string taskKey
        required property string title
        required property string icon
        required property string status
        required property string statusText
        required property string reason
        required property string duration
        readonly property bool waits: status === "blocked" || status === "pending" || status === "cancelled"

        objectName: "task_" + taskKey
        width: ListView.view.width
        height: row.implicitHeight + 20
        Accessible.role: Accessible.ListItem
        Accessible.name: title + ", " + statusText + (reason ? ". " + reason : "")

        RowLayout {
            id: row

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.leftMargin: Theme.space24
            anchors.rightMargin: Theme.space24
            anchors.verticalCenter: parent.verticalCenter
            spacing: 12

            Loader {
                Layout.alignment: Qt.AlignTop
                Layout.topMargin: 1
                sourceComponent: line.status === "running" ? turning : still
            }
            ColumnLayout {
                Layout.fillWidth: true
                spacing: 1

                GlassText {
                    Layout.fillWidth: true
                    text: line.title
                    color: line.waits ? Theme.textFaint : Theme.text
                    Accessible.ignored: true
                }
                GlassText {
                    Layout.fillWidth: true
                    visible: text !== ""
                    kind: "caption"
                    text: line.reason
                    color: line.status === "failed" ? Theme.redText : line.status === "blocked" ? Theme.warning : Theme.textFaint
                    wrapMode: Text.Wrap
                    Accessible.ignored: true
                }
            }
            BrandIcon {
                Layout.alignment: Qt.AlignTop
                visible: line.icon !== ""
                slug: line.icon
                size: 18
                opacity: line.waits ? 0.5 : 1
            }
            GlassText {
                Layout.alignment: Qt.AlignTop
                Layout.preferredWidth: 88
                kind: "caption"
                text: line.duration !== "" && line.status === "done" ? line.duration : line.statusText
                color: root.tones[line.status] ? Theme.tone(root.tones[line.status]) : Theme.textFaint
                horizontalAlignment: Text.AlignRight
                Accessible.ignored: true
            }
        }
        Component {
            id: turning

            Spinner {
                size: 18
            }
        }
        Component {
            id: still

            UiIcon {
                name: root.glyphs[line.status] ?? "clock"
                size: 18
                color: root.tones[line.status] ? Theme.tone(root.tones[line.status]) : Theme.textFaint
                accent: color
            }
        }
    }
    T.ScrollBar.vertical: GlassScrollBar {}
}
