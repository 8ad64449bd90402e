import QtQuick

/* How something that opens over others comes: from a little smaller and clear. */
Transition {
    NumberAnimation {
        property: "opacity"
        from: 0
        to: 1
        duration: Theme.fast
        easing.type: Easing.OutCubic
    }
    NumberAnimation {
        property: "scale"
        from: Theme.reducedMotion ? 1 : Theme.entrance
        to: 1
        duration: Theme.normal
        easing.type: Easing.OutCubic
    }
}
