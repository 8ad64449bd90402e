pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass

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
    height: Math.max(176, column.implicitHeight + 2 * padding)

    ColumnLayout {
        id: column

        width: parent.width
        spacing: 12

        GlassText {
            Layout.fillWidth: true
            kind: "heading"
            text: qsTr("Choose one")
        }
        GlassText {
            Layout.fillWidth: true
            kind: "caption"
            text: root.reason
            wrapMode: Text.Wrap
            maximumLineCount: 2
            elide: Text.ElideRight
        }
        WordChips {
            Layout.fillWidth: true
            words: root.evidence
        }
        Flow {
            Layout.fillWidth: true
            spacing: Theme.space8

            Repeater {
                model: root.options

                GlassButton {
                    required property var modelData

                    objectName: "choose_" + modelData.id
                    text: modelData.name
                    brand: modelData.icon
                    onClicked: root.chosen(modelData.id)
                }
            }
        }
        GlassText {
            Layout.fillWidth: true
            visible: root.options.length === 0
            kind: "caption"
            wrapMode: Text.Wrap
            text: qsTr("The catalogue has no service for this yet; the build will list it as not built.")
        }
    }
}
