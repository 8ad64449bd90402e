pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass

/* The head of a panel: what it is, one line about it, and its actions; as high in every panel, so that lines meet. */
Item {
    id: root

    required property string title
    property string text: ""
    property string textName: ""
    property bool large: false
    property int inset: Theme.space24
    default property alias actions: row.data

    implicitHeight: Theme.headerHeight

    ColumnLayout {
        anchors.left: parent.left
        anchors.right: row.left
        anchors.leftMargin: root.inset
        anchors.rightMargin: Theme.space16
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.space4

        GlassText {
            Layout.fillWidth: true
            kind: root.large ? "display" : "title"
            text: root.title
        }
        GlassText {
            objectName: root.textName
            Layout.fillWidth: true
            visible: text !== ""
            kind: "small"
            text: root.text
        }
    }
    Row {
        id: row

        anchors.right: parent.right
        anchors.rightMargin: root.inset
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.space8
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.hairline
        color: Theme.line
    }
}
