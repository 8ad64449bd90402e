pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass

/* What to do at the provider's page, in numbered steps, with actions beside its title and more above and below. */
Rectangle {
    id: root

    required property list<string> steps
    required property string title
    property bool folded: false
    default property alias actions: row.data
    property alias above: head.data
    property alias below: foot.data

    implicitHeight: column.implicitHeight + 2 * Theme.space16
    radius: Theme.radius12
    color: Theme.fillRest
    border.width: Theme.hairline
    border.color: Theme.line
    Accessible.role: Accessible.List
    Accessible.name: title

    ColumnLayout {
        id: column

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.space16
        spacing: Theme.space12

        RowLayout {
            id: row

            Layout.fillWidth: true
            spacing: Theme.space8

            GlassText {
                Layout.fillWidth: true
                kind: "heading"
                text: root.title
                wrapMode: Text.Wrap
            }
        }
        ColumnLayout {
            id: head

            Layout.fillWidth: true
            visible: children.length > 0
            spacing: Theme.space12
        }
        Repeater {
            model: root.folded ? [] : root.steps

            RowLayout {
                id: line

                required property int index
                required property string modelData

                spacing: Theme.space12
                Accessible.role: Accessible.ListItem
                Accessible.name: qsTr("Step %1: %2").arg(index + 1).arg(modelData)

                Rectangle {
                    Layout.alignment: Qt.AlignTop
                    implicitWidth: Theme.icon24
                    implicitHeight: Theme.icon24
                    radius: width / 2
                    color: Theme.fillHover
                    border.width: Theme.hairline
                    border.color: Theme.lineStrong

                    GlassText {
                        anchors.centerIn: parent
                        kind: "label"
                        text: String(line.index + 1)
                        Accessible.ignored: true
                    }
                }
                GlassText {
                    Layout.fillWidth: true
                    Layout.alignment: Qt.AlignVCenter
                    kind: "small"
                    color: Theme.text
                    text: line.modelData
                    wrapMode: Text.Wrap
                    Accessible.ignored: true
                }
            }
        }
        ColumnLayout {
            id: foot

            Layout.fillWidth: true
            visible: children.length > 0
            spacing: Theme.space12
        }
    }
}
