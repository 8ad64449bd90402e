pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

/* A thin bar that only shows where there is something to scroll. */
T.ScrollBar {
    id: root

    implicitWidth: 10
    implicitHeight: 10
    padding: 3
    minimumSize: 0.08
    visible: size < 1
    Accessible.ignored: true

    contentItem: Rectangle {
        radius: 2
        color: Qt.rgba(1, 1, 1, root.pressed ? 0.4 : root.hovered ? 0.3 : 0.16)
    }
}
