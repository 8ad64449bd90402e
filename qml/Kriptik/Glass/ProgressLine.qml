pragma ComponentBehavior: Bound

import QtQuick

/* How much of something is done, between 0 and 1. */
Rectangle {
    id: root

    property real value: 0
    property string tone: "accent"
    property string label: ""
    readonly property real share: Math.max(0, Math.min(1, value))

    implicitWidth: Theme.sliderWidth
    implicitHeight: Theme.trackHeight
    radius: height / 2
    color: Theme.track
    Accessible.role: Accessible.ProgressBar
    Accessible.name: label
    Accessible.description: qsTr("%1 percent").arg(Math.round(share * 100))

    Rectangle {
        width: Math.max(height, parent.width * root.share)
        height: parent.height
        radius: root.radius
        visible: root.share > 0
        color: root.tone === "accent" ? Theme.red : Theme.tone(root.tone)

        Behavior on width {
            NumberAnimation {
                duration: Theme.slow
                easing.type: Easing.OutCubic
            }
        }
    }
}
