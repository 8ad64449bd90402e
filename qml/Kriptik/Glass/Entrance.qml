pragma ComponentBehavior: Bound

import QtQuick

/* How something comes in: from a little smaller and clear, once. Bind `growth` and `strength` to scale and opacity. */
Item {
    id: root

    property int delay: 0
    property bool wanted: true
    property real growth: wanted && !Theme.reducedMotion ? Theme.entrance : 1
    property real strength: wanted && !Theme.reducedMotion ? 0 : 1

    visible: false

    SequentialAnimation {
        running: root.wanted && !Theme.reducedMotion

        PauseAnimation {
            duration: root.delay
        }
        ParallelAnimation {
            NumberAnimation {
                target: root
                property: "growth"
                to: 1
                duration: Theme.slow
                easing.type: Easing.OutCubic
            }
            NumberAnimation {
                target: root
                property: "strength"
                to: 1
                duration: Theme.slow
                easing.type: Easing.OutCubic
            }
        }
    }
}
