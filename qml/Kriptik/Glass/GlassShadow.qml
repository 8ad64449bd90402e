pragma ComponentBehavior: Bound

import QtQuick

/* Depth 0 to 5 and a warm glow, as pictures blurred beforehand: the same on both renderers and no cost at rest. Between
   two depths both are shown in part. */
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
    }
    component Depth: Loader {
        id: depth

        required property int step
        required property real share

        active: step > 0 && share > 0
        sourceComponent: Patch {
            reach: Theme.depthReach[depth.step]
            slice: Theme.depthSlice[depth.step]
            source: "images/shadow" + depth.step + ".png"
            opacity: depth.share
        }
    }

    Depth {
        step: root.low
        share: 1 - root.part
    }
    Depth {
        step: Math.min(5, root.low + 1)
        share: root.part
    }
    Loader {
        active: root.glow > 0
        sourceComponent: Patch {
            reach: Theme.glowReach
            slice: Theme.glowSlice
            source: "images/glow.png"
            opacity: root.glow
        }
    }
}
