pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kriptik.Icons

/* One option of a GlassSelect: its name, a word of help, and a mark where it is the chosen one. */
T.ItemDelegate {
    id: root

    required property var modelData
    required property bool current
    readonly property string hint: modelData.hint ?? ""

    implicitHeight: hint === "" ? Theme.menuRow : Theme.rowHeight
    leftPadding: Theme.space12
    rightPadding: Theme.space12
    hoverEnabled: true
    text: modelData.name
    Accessible.role: Accessible.ListItem
    Accessible.name: text
    Accessible.description: hint
    Accessible.selected: current
    Accessible.selectable: true
    Accessible.onPressAction: click()

    background: Rectangle {
        radius: Theme.radius8
        color: root.highlighted ? Theme.fillCurrent : Theme.clear
    }
    contentItem: Item {
        Column {
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - Theme.icon16 - Theme.space8
            spacing: Theme.space2

            GlassText {
                width: parent.width
                kind: "small"
                text: root.text
                color: root.highlighted || root.current ? Theme.text : Theme.textDim
                Accessible.ignored: true
            }
            GlassText {
                width: parent.width
                visible: text !== ""
                kind: "caption"
                color: Theme.textFaint
                text: root.hint
                Accessible.ignored: true
            }
        }
        UiIcon {
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            visible: root.current
            name: "check"
            size: Theme.icon16
            color: Theme.text
        }
    }
}
