pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Icons

/* One project and how its newest build stands; pressing it opens the build, the folder, or starts the first build. */
GlassCard {
    id: root

    required property string projectId
    required property string name
    required property string folder
    required property string place
    required property string prompt
    required property string services
    required property list<string> icons
    required property string status
    required property string statusText
    readonly property int shownIcons: 6
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
    implicitHeight: Theme.projectHeight

    ColumnLayout {
        anchors.fill: parent
        spacing: Theme.space8

        RowLayout {
            spacing: Theme.space12

            GlassText {
                Layout.fillWidth: true
                kind: "heading"
                text: root.name

                HoverTip {}
            }
            Badge {
                text: root.statusText
                tone: root.tones[root.status] ?? "neutral"
                dot: true
            }
        }
        GlassText {
            Layout.fillWidth: true
            kind: "small"
            text: root.prompt || qsTr("No description")
            wrapMode: Text.Wrap
            maximumLineCount: 2
            elide: Text.ElideRight
        }
        Item {
            Layout.fillHeight: true
        }
        RowLayout {
            Layout.preferredHeight: Theme.icon20
            spacing: Theme.space12

            Repeater {
                model: root.icons.slice(0, root.shownIcons)

                BrandIcon {
                    required property string modelData

                    slug: modelData
                    size: Theme.icon20
                }
            }
            GlassText {
                visible: root.icons.length > root.shownIcons
                kind: "caption"
                text: qsTr("+%1").arg(root.icons.length - root.shownIcons)
            }
            GlassText {
                visible: root.icons.length === 0
                kind: "caption"
                text: qsTr("No services")
            }
        }
        RowLayout {
            spacing: Theme.space8

            UiIcon {
                name: "folder"
                size: Theme.icon16
                color: Theme.textFaint
                accent: Theme.textFaint
            }
            GlassText {
                Layout.fillWidth: true
                kind: "caption"
                color: Theme.textFaint
                text: root.place
                elide: Text.ElideMiddle

                HoverTip {
                    full: root.folder
                }
            }
        }
    }
}
