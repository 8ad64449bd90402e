pragma ComponentBehavior: Bound

import QtQuick

/* Stands where something will be while it is fetched: a soft light runs over it. Under reduced motion it rests. */
Plate {
    id: root

    property bool running: true
    property real at: 0
    readonly property bool moving: running && visible && !Theme.reducedMotion

    implicitWidth: Theme.fieldWidth
    implicitHeight: Theme.space16
    radius: Math.min(Theme.radius8, height / 2)
    color: Theme.fillHover
    gradient: moving ? light : null
    Accessible.ignored: true

    Gradient {
        id: light

        orientation: Gradient.Horizontal

        GradientStop {
            position: 0
            color: Theme.fillHover
        }
        GradientStop {
            position: Math.max(0, Math.min(1, root.at - Theme.shimmerReach))
            color: Theme.fillHover
        }
        GradientStop {
            position: Math.max(0, Math.min(1, root.at))
            color: Theme.mix(Theme.fillHover, Theme.lineStrong, Math.min(1, Math.max(0, root.at < 0 ? 1 + root.at / Theme.shimmerReach : root.at > 1 ? 1 - (root.at - 1) / Theme.shimmerReach : 1)))
        }
        GradientStop {
            position: Math.max(0, Math.min(1, root.at + Theme.shimmerReach))
            color: Theme.fillHover
        }
        GradientStop {
            position: 1
            color: Theme.fillHover
        }
    }
    NumberAnimation on at {
        from: -Theme.shimmerReach
        to: 1 + Theme.shimmerReach
        duration: Theme.shimmer
        easing.type: Easing.InOutSine
        loops: Animation.Infinite
        running: root.moving
    }
}
