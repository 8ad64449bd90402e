pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

/* A number between two ends, by hand or by arrows; `label` is its name and `caption` its value in words. */
T.Slider {
    id: root

    property string label: ""
    property string caption: ""

    implicitWidth: Theme.sliderWidth
    implicitHeight: Theme.controlSmall
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Slider
    Accessible.name: label
    Accessible.description: caption
    Accessible.onIncreaseAction: { increase(); moved(); }
    Accessible.onDecreaseAction: { decrease(); moved(); }

    HoverHandler {
        cursorShape: root.enabled ? Qt.PointingHandCursor : Qt.ArrowCursor
    }

    background: Rectangle {
        x: Theme.space2
        y: (root.height - height) / 2
        width: root.width - 2 * x
        height: Theme.trackHeight
        radius: height / 2
        color: Theme.track

        Rectangle {
            width: root.visualPosition * parent.width
            height: parent.height
            radius: height / 2
            color: root.enabled ? Theme.textDim : Theme.disabled
        }
    }
    handle: Rectangle {
        x: root.visualPosition * (root.width - width)
        y: (root.height - height) / 2
        width: Theme.boxSize
        height: Theme.boxSize
        radius: height / 2
        color: root.enabled ? Theme.text : Theme.disabled
        scale: root.pressed ? 1 : root.hovered && root.enabled ? Theme.iconHover : 1

        Behavior on scale {
            NumberAnimation {
                duration: Theme.fast
                easing.type: Easing.OutCubic
            }
        }

        Rectangle {
            anchors.centerIn: parent
            width: Theme.icon8
            height: Theme.icon8
            radius: height / 2
            color: root.enabled ? Theme.red : Theme.textDim
        }
        Loader {
            anchors.fill: parent
            active: root.visualFocus
            sourceComponent: FocusRing {
                around: Theme.boxSize / 2
            }
        }
    }
}
