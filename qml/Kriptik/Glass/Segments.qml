pragma ComponentBehavior: Bound

import QtQuick

/* One of a few, side by side in a hollow; a lit thumb slides to what is chosen. */
Choices {
    id: root

    inset: Theme.space4

    FieldFrame {
        anchors.fill: parent
        opacity: root.enabled ? 1 : Theme.dimmed
    }
    Plate {
        x: root.thumbX
        y: root.inset
        width: root.thumbWidth
        height: root.height - 2 * root.inset
        visible: root.chosenIndex >= 0
        radius: root.optionRadius
        opacity: root.enabled ? 1 : Theme.dimmed
        border.width: Theme.hairline
        border.color: Theme.lineStrong
        gradient: Gradient {
            GradientStop {
                position: 0
                color: Theme.lineStrong
            }
            GradientStop {
                position: 1
                color: Theme.line
            }
        }
    }
}
