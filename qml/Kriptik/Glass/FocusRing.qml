pragma ComponentBehavior: Bound

import QtQuick

/* Shows where the keyboard is; drawn outside its parent so that it never covers what it points at. */
Rectangle {
    id: root

    property real around: Theme.radius12
    property int distance: 3

    anchors.fill: parent
    anchors.margins: -distance
    radius: around + distance
    color: "transparent"
    border.width: 2
    border.color: Theme.ring
}
