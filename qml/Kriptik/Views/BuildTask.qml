pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Icons

/* One task in the list; the first of a phase carries the phase's heading. Blocked ones are grey and say why. */
Item {
    id: root

    required property string taskKey
    required property string heading
    required property string progress
    required property string title
    required property string icon
    required property string status
    required property string statusText
    required property string reason
    required property string duration
    required property string words
    property bool current: false
    readonly property bool waits: status === "blocked" || status === "pending" || status === "cancelled"
    readonly property bool beside: status === "done" || status === "skipped" ? name.implicitWidth + brand.width + note.implicitWidth + Theme.space32 <= column.width : false
    readonly property string outcome: {
        switch (status) {
        case "done":
        case "running":
            return duration;
        case "pending":
            return "";
        default:
            return statusText;
        }
    }

    objectName: "task_" + taskKey
    implicitHeight: head.height + line.height
    Accessible.role: Accessible.ListItem
    Accessible.name: (heading !== "" ? heading + ". " : "") + words

    Loader {
        id: head

        width: parent.width
        height: active ? Theme.lineHigh : 0
        active: root.heading !== ""
        sourceComponent: Item {
            RowLayout {
                anchors.fill: parent
                anchors.leftMargin: Theme.space24
                anchors.rightMargin: Theme.space24
                anchors.topMargin: Theme.space4
                spacing: Theme.space8

                GlassText {
                    kind: "label"
                    text: root.heading
                    color: Theme.textDim
                    Accessible.ignored: true
                }
                Rectangle {
                    Layout.fillWidth: true
                    implicitHeight: Theme.hairline
                    color: Theme.line
                }
                GlassText {
                    kind: "caption"
                    text: root.progress
                    color: Theme.textFaint
                    Accessible.ignored: true
                }
            }
        }
    }
    Item {
        id: line

        y: head.height
        width: parent.width
        height: Math.max(Theme.lineHigh, column.implicitHeight + Theme.space16)

        Rectangle {
            anchors.fill: parent
            anchors.leftMargin: Theme.space12
            anchors.rightMargin: Theme.space12
            visible: root.current
            radius: Theme.radius8
            color: Theme.fillHover
        }
        StepMark {
            x: Theme.space24
            y: Theme.space12 - Theme.space2
            status: root.status
            turns: true
        }
        ColumnLayout {
            id: column

            x: Theme.space48
            width: outcome.x - x - Theme.space12
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.space2

            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.space8

                GlassText {
                    id: name

                    Layout.maximumWidth: column.width - brand.width - Theme.space8
                    text: root.title
                    color: root.waits ? Theme.textFaint : Theme.text
                    Accessible.ignored: true
                }
                BrandIcon {
                    id: brand

                    visible: root.icon !== ""
                    slug: root.icon
                    size: Theme.icon16
                    opacity: root.waits ? Theme.toneEdgeStrong : 1
                }
                GlassText {
                    Layout.fillWidth: true
                    visible: root.beside
                    kind: "caption"
                    text: root.reason
                    color: Theme.textFaint
                    horizontalAlignment: Text.AlignRight
                    Accessible.ignored: true
                }
            }
            GlassText {
                id: note

                Layout.fillWidth: true
                visible: text !== "" && !root.beside
                kind: "caption"
                text: root.reason
                color: root.status === "failed" ? Theme.redWord : root.status === "blocked" ? Theme.warning : Theme.textFaint
                wrapMode: Text.Wrap
                Accessible.ignored: true
            }
        }
        GlassText {
            id: outcome

            anchors.right: parent.right
            anchors.rightMargin: Theme.space24
            y: Theme.space12 - Theme.space2
            width: Theme.durationWidth
            kind: "caption"
            text: root.outcome
            color: root.status === "failed" || root.status === "running" ? Theme.redWord : root.status === "blocked" ? Theme.warning : Theme.textDim
            horizontalAlignment: Text.AlignRight
            font.features: ({ "tnum": 1 })
            Accessible.ignored: true
        }
    }
}
