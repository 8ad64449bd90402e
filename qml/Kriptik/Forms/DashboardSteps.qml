pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass

/* What to do at the provider's page, in two to four numbered steps. */
Rectangle {
    id: root

    required property list<string> steps
    required property string title

    implicitHeight: column.implicitHeight + 2 * Theme.space16
    radius: Theme.radius12
    color: Qt.rgba(1, 1, 1, 0.03)
    border.width: 1
    border.color: Theme.line

    ColumnLayout {
        id: column

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.space16
        spacing: 10

        GlassText {
            kind: "label"
            font.pixelSize: Theme.sizeSmall
            text: root.title
        }
        Repeater {
            model: root.steps

            RowLayout {
                id: line

                required property int index
                required property string modelData

                spacing: 12

                Rectangle {
                    Layout.alignment: Qt.AlignTop
                    implicitWidth: 22
                    implicitHeight: 22
                    radius: 11
                    color: Theme.veil(Theme.red, 0.16)
                    border.width: 1
                    border.color: Theme.veil(Theme.redText, 0.4)

                    GlassText {
                        anchors.centerIn: parent
                        kind: "label"
                        text: String(line.index + 1)
                    }
                }
                GlassText {
                    Layout.fillWidth: true
                    text: line.modelData
                    font.pixelSize: Theme.sizeSmall
                    wrapMode: Text.Wrap
                }
            }
        }
    }
}
