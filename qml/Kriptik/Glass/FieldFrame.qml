pragma ComponentBehavior: Bound

import QtQuick

/* The dark hollow that one types into: shaded under its upper lip, lit on its lower one; red and glowing in use. */
Item {
    id: root

    property bool focused: false
    property bool wrong: false
    property bool pointed: false
    property real radius: Theme.radius12
    property real warmth: focused ? 1 : 0
    readonly property color upper: wrong ? Theme.error : Theme.mix(pointed ? Theme.lineStrong : Theme.line, Theme.redText, warmth)
    readonly property color lower: wrong ? Theme.error : Theme.mix(pointed ? Theme.lineHover : Theme.lineStrong, Theme.red, warmth)

    Behavior on warmth {
        NumberAnimation {
            duration: Theme.normal
            easing.type: Easing.OutCubic
        }
    }

    Loader {
        anchors.fill: parent
        active: root.warmth > 0
        sourceComponent: GlassShadow {
            level: 0
            glow: Theme.glowField * root.warmth
        }
    }
    Plate {
        anchors.fill: parent
        radius: root.radius
        gradient: Gradient {
            GradientStop {
                position: 0
                color: root.upper
            }
            GradientStop {
                position: 1
                color: root.lower
            }
        }
    }
    Plate {
        anchors.fill: parent
        anchors.margins: Theme.hairline
        radius: root.radius - Theme.hairline
        gradient: Gradient {
            GradientStop {
                position: 0
                color: Theme.wellShade
            }
            GradientStop {
                position: Math.min(1, Theme.space12 / Math.max(1, root.height))
                color: Theme.well
            }
            GradientStop {
                position: 1
                color: Theme.wellFloor
            }
        }
    }
}
