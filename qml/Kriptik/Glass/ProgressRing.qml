pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Shapes

/* How much of something is done, as a ring with words in its middle; begins at the top and runs clockwise. */
Item {
    id: root

    property real value: 0
    property string tone: "accent"
    property string label: ""
    property string caption: qsTr("%1 %").arg(Math.round(share * 100))
    property int size: Theme.dial
    property real shown: share
    readonly property real share: Math.max(0, Math.min(1, value))
    readonly property real reach: (size - Theme.dialStroke) / 2

    implicitWidth: size
    implicitHeight: size
    Accessible.role: Accessible.ProgressBar
    Accessible.name: label
    Accessible.description: caption

    Behavior on shown {
        NumberAnimation {
            duration: Theme.slow
            easing.type: Easing.OutCubic
        }
    }

    Rectangle {
        width: root.size
        height: root.size
        anchors.centerIn: parent
        radius: root.size / 2
        color: Theme.clear
        border.width: Theme.dialStroke
        border.color: Theme.track
    }
    Shape {
        width: root.size
        height: root.size
        anchors.centerIn: parent
        visible: root.shown > 0
        preferredRendererType: Shape.CurveRenderer

        ShapePath {
            strokeColor: root.tone === "accent" ? Theme.red : Theme.tone(root.tone)
            strokeWidth: Theme.dialStroke
            capStyle: ShapePath.RoundCap
            fillColor: Theme.clear

            PathAngleArc {
                centerX: root.size / 2
                centerY: root.size / 2
                radiusX: root.reach
                radiusY: root.reach
                startAngle: -90
                sweepAngle: 360 * root.shown
            }
        }
    }
    GlassText {
        anchors.centerIn: parent
        width: Math.min(implicitWidth, 2 * (root.reach - Theme.dialStroke))
        kind: "label"
        text: root.caption
        Accessible.ignored: true
    }
}
