pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Icons

/* One project and how its newest build stands; pressing it opens the build, or starts the first one. */
GlassCard {
    id: root

    required property string projectId
    required property string name
    required property string folder
    required property string prompt
    required property string services
    required property list<string> icons
    required property string buildId
    required property string status
    required property string statusText
    readonly property var tones: ({
            "running": "accent",
            "waiting_credentials": "warning",
            "vault_locked": "warning",
            "complete": "success",
            "failed": "error"
        })

    clickable: true
    title: qsTr("Project %1, %2").arg(name).arg(statusText)
    description: services
    implicitHeight: column.implicitHeight + 2 * padding

    ColumnLayout {
        id: column

        width: parent.width
        spacing: 12

        RowLayout {
            spacing: 12

            GlassText {
                Layout.fillWidth: true
                kind: "heading"
                text: root.name
            }
            Badge {
                text: root.statusText
                tone: root.tones[root.status] ?? "neutral"
                dot: true
            }
        }
        GlassText {
            Layout.fillWidth: true
            Layout.preferredHeight: 44
            kind: "small"
            text: root.prompt || qsTr("No description")
            wrapMode: Text.Wrap
            maximumLineCount: 2
            elide: Text.ElideRight
        }
        RowLayout {
            Layout.preferredHeight: 20
            spacing: 12

            Repeater {
                model: root.icons.slice(0, 6)

                BrandIcon {
                    required property string modelData

                    slug: modelData
                    size: 18
                }
            }
            GlassText {
                Layout.fillWidth: true
                kind: "caption"
                color: Theme.textFaint
                text: root.folder
                elide: Text.ElideMiddle
                horizontalAlignment: Text.AlignRight
            }
        }
    }
}
