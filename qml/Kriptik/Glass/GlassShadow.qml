pragma ComponentBehavior: Bound

import QtQuick

/* Depth 0 to 5 and a warm glow, as pictures blurred beforehand: the same on both renderers and no cost at rest. */
Item {
    id: root

    property real level: 2
    property real glow: 0
    readonly property int low: Math.max(0, Math.min(5, Math.floor(level)))
    readonly property real part: Math.max(0, Math.min(1, level - low))

    component Patch: BorderImage {
        required property int reach
        required property int slice

        x: -reach
        y: -reach
        width: root.width + 2 * reach
        height: root.height + 2 * reach
        border.left: Math.min(slice, Math.floor(width / 2))
        border.right: Math.min(slice, Math.floor(width / 2))
        border.top: Math.min(slice, Math.floor(height / 2))
        border.bottom: Math.min(slice, Math.floor(height / 2))
        visible: opacity > 0.004 && source.toString() !== ""
    }
    component Depth: Patch {
        required property int step

        reach: [0, 13, 28, 45, 72, 107][step]
        slice: [0, 37, 63, 93, 139, 199][step]
        source: step > 0 ? "images/shadow" + step + ".png" : ""
    }

    Depth {
        step: root.low
        opacity: 1 - root.part
    }
    Depth {
        step: root.part > 0 ? Math.min(5, root.low + 1) : 0
        opacity: root.part
    }
    Patch {
        reach: 32
        slice: 65
        source: root.glow > 0.004 ? "images/glow.png" : ""
        opacity: root.glow
    }
}
