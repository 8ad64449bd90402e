pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Icons

/* A need without a named service: choose one. */
GlassCard {
    id: root

    required property string reason
    required property list<string> evidence
    required property list<var> options

    signal chosen(string id)

    title: qsTr("Choose one")
    description: reason
    edge: Theme.veil(Theme.warning, 0.35)
    height: column.implicitHeight + 2 * padding

    ColumnLayout {
        id: column

        width: parent.width
        spacing: 12

        RowLayout {
            spacing: 12

            GlassText {
                kind: "heading"
                text: qsTr("Choose one")
            }
            GlassText {
                Layout.fillWidth: true
                kind: "caption"
                text: root.reason
            }
        }
        WordChips {
            Layout.fillWidth: true
            words: root.evidence
        }
        Flow {
            Layout.fillWidth: true
            spacing: Theme.unit

            Repeater {
                model: root.options

                GlassButton {
                    id: option

                    required property var modelData

                    objectName: "choose_" + modelData.id
                    text: modelData.name
                    leftPadding: 38
                    implicitWidth: 88 + implicitContentWidth
                    onClicked: root.chosen(modelData.id)

                    BrandIcon {
                        slug: option.modelData.icon
                        size: 18
                        anchors.left: parent.left
                        anchors.leftMargin: 16
                        anchors.verticalCenter: parent.verticalCenter
                    }
                }
            }
        }
        GlassText {
            visible: root.options.length === 0
            kind: "caption"
            text: qsTr("The catalogue has no service for this yet; the build will list it as not built.")
        }
    }
}
