pragma ComponentBehavior: Bound

import QtQuick

/* Which keys work in the palette; decoration, a screen reader says them with the field. */
Item {
    id: root

    readonly property list<var> keys: [["↑↓", qsTr("Move")], ["↵", qsTr("Open")], ["Esc", qsTr("Close")]]

    implicitHeight: Theme.controlHeight
    Accessible.ignored: true

    Divider {
        width: parent.width
    }
    Row {
        x: Theme.space20
        height: parent.height
        spacing: Theme.space20

        Repeater {
            model: root.keys

            Row {
                id: each

                required property var modelData

                anchors.verticalCenter: parent ? parent.verticalCenter : undefined
                spacing: Theme.space8

                KeyCap {
                    text: each.modelData[0]
                }
                GlassText {
                    anchors.verticalCenter: parent.verticalCenter
                    kind: "caption"
                    color: Theme.textFaint
                    text: each.modelData[1]
                    Accessible.ignored: true
                }
            }
        }
    }
}
