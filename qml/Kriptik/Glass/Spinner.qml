pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Icons

/* Turns while something runs; with reduced motion it stands still and the words beside it say so. */
UiIcon {
    id: root

    property bool running: true

    name: "spinner"

    RotationAnimation on rotation {
        from: 0
        to: 360
        duration: Theme.turn
        loops: Animation.Infinite
        running: root.running && root.visible && !Theme.reducedMotion
    }
}
