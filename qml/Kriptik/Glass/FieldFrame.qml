pragma ComponentBehavior: Bound

import QtQuick

/* The dark hollow that one types into; red and glowing while it has the keyboard. */
Item {
    id: root

    property bool focused: false
    property bool wrong: false
    property real warmth: focused ? 1 : 0

    Behavior on warmth {
        NumberAnimation {
            duration: Theme.normal
            easing.type: Easing.OutCubic
        }
    }

    GlassShadow {
        anchors.fill: parent
        level: 0
        glow: 0.55 * root.warmth
    }
    Rectangle {
        anchors.fill: parent
        radius: Theme.radius12
        border.width: 1
        border.color: root.wrong ? Theme.error : root.focused ? Theme.redText : Theme.lineStrong
        gradient: Gradient {
            GradientStop {
                position: 0
                color: "#020202"
            }
            GradientStop {
                position: 0.3
                color: "#080808"
            }
            GradientStop {
                position: 1
                color: "#0d0d0d"
            }
        }
    }
}
