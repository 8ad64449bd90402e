pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

/* On or off, at once. White glass; a red point in the knob says on, so that place is not the only sign. */
T.Switch {
    id: root

    implicitWidth: indicator.width + (text === "" ? 0 : spacing + implicitContentWidth)
    implicitHeight: Math.max(Theme.controlSmall, implicitContentHeight)
    spacing: Theme.space12
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.CheckBox
    Accessible.name: text
    Accessible.checkable: true
    Accessible.checked: checked
    Accessible.onPressAction: if (enabled) { toggle(); toggled(); }
    Accessible.onToggleAction: if (enabled) { toggle(); toggled(); }
    Keys.onReturnPressed: { toggle(); toggled(); }
    Keys.onEnterPressed: { toggle(); toggled(); }

    HoverHandler {
        cursorShape: root.enabled ? Qt.PointingHandCursor : Qt.ArrowCursor
    }

    indicator: FieldFrame {
        id: track

        property real at: root.visualPosition

        x: root.width - width
        y: (root.height - height) / 2
        width: Theme.switchWidth
        height: Theme.chipHeight
        radius: height / 2
        pointed: root.hovered && root.enabled
        opacity: root.enabled ? 1 : Theme.dimmed

        Behavior on at {
            enabled: !root.pressed

            NumberAnimation {
                duration: Theme.normal
                easing.type: Easing.OutCubic
            }
        }

        Rectangle {
            anchors.fill: parent
            radius: parent.radius
            color: Theme.lineHover
            border.width: Theme.hairline
            border.color: Theme.lineHover
            opacity: track.at
        }
        Rectangle {
            x: Theme.space4 + track.at * (track.width - width - 2 * Theme.space4)
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.knob
            height: Theme.knob
            radius: height / 2
            color: Theme.mix(root.hovered ? Theme.text : Theme.textDim, Theme.text, track.at)
            scale: root.down ? Theme.press : 1

            Rectangle {
                anchors.centerIn: parent
                width: Theme.icon8
                height: Theme.icon8
                radius: height / 2
                color: Theme.red
                visible: opacity > 0
                opacity: track.at
            }
        }
        Loader {
            anchors.fill: parent
            active: root.visualFocus
            sourceComponent: FocusRing {
                around: track.radius
            }
        }
    }
    contentItem: GlassText {
        visible: root.text !== ""
        rightPadding: root.indicator.width + root.spacing
        text: root.text
        color: root.enabled ? Theme.text : Theme.textFaint
        wrapMode: Text.Wrap
        verticalAlignment: Text.AlignVCenter
        Accessible.ignored: true
    }
}
