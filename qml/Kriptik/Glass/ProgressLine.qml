pragma ComponentBehavior: Bound

import QtQuick

/* How much of something is done, between 0 and 1. */
Rectangle {
    id: root

    property real value: 0
    property string tone: "accent"
    property string label: ""

    implicitHeight: 4
    radius: 2
    color: Qt.rgba(1, 1, 1, 0.08)
    Accessible.role: Accessible.ProgressBar
    Accessible.name: label
    Accessible.description: qsTr("%1 percent").arg(Math.round(value * 100))

    Rectangle {
        width: Math.max(parent.height, parent.width * Math.max(0, Math.min(1, root.value)))
        height: parent.height
        radius: 2
        visible: root.value > 0
        color: root.tone === "accent" ? Theme.red : Theme.tone(root.tone)

        Behavior on width {
            NumberAnimation {
                duration: Theme.slow
                easing.type: Easing.OutCubic
            }
        }
    }
}
