pragma ComponentBehavior: Bound

import QtQuick

/* Shows where the keyboard is: a bright line in a dark bed, so that it is seen on red and on glass alike. */
Rectangle {
    id: root

    property real around: Theme.radius12
    property int distance: Theme.ringDistance

    anchors.fill: parent
    anchors.margins: -distance
    radius: around + distance
    color: Theme.clear
    border.width: Theme.line2
    border.color: Theme.ring
    Accessible.ignored: true

    Rectangle {
        anchors.fill: parent
        anchors.margins: Theme.line2
        radius: Math.max(0, root.radius - Theme.line2)
        color: Theme.clear
        border.width: Theme.hairline
        border.color: Theme.ground
    }
}
