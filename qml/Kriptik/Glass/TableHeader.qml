pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kriptik.Icons

/* The name of a column; where it is `sortable`, a button that shows which way the rows are in order: 1 up, -1 down. */
T.AbstractButton {
    id: root

    property bool sortable: false
    property bool atRight: false
    property int order: 0
    readonly property bool warm: sortable && (hovered || visualFocus)
    readonly property int sign: sortable ? Theme.icon16 + Theme.space4 : 0

    enabled: sortable
    hoverEnabled: sortable
    focusPolicy: sortable ? Qt.StrongFocus : Qt.NoFocus
    Accessible.role: Accessible.ColumnHeader
    Accessible.name: text
    Accessible.description: order > 0 ? qsTr("Sorted upward") : order < 0 ? qsTr("Sorted downward") : ""
    Accessible.onPressAction: if (sortable)
        clicked()
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    HoverHandler {
        cursorShape: root.sortable ? Qt.PointingHandCursor : Qt.ArrowCursor
    }
    Loader {
        anchors.fill: parent
        anchors.topMargin: Theme.space4
        anchors.bottomMargin: Theme.space4
        active: root.visualFocus
        sourceComponent: FocusRing {
            around: Theme.radius4
        }
    }

    contentItem: Item {
        GlassText {
            id: word

            x: root.atRight ? parent.width - width - (root.order !== 0 ? root.sign : 0) : 0
            width: Math.min(implicitWidth, parent.width - root.sign)
            anchors.verticalCenter: parent.verticalCenter
            kind: "label"
            text: root.text
            color: root.order !== 0 || root.warm ? Theme.text : Theme.textFaint
            Accessible.ignored: true
        }
        Loader {
            active: root.sortable && (root.order !== 0 || root.warm)
            anchors.left: word.right
            anchors.leftMargin: Theme.space4
            anchors.verticalCenter: parent.verticalCenter
            sourceComponent: UiIcon {
                name: root.order < 0 ? "chevron-down" : "chevron-up"
                size: Theme.icon16
                color: root.order !== 0 ? Theme.text : Theme.textFaint
                accent: color
            }
        }
    }
}
