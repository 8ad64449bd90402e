pragma ComponentBehavior: Bound

import QtQuick

/* A slab of glass without shaders: light that comes from above and from the left under a dense tint. It shows whole at
   the rim, where the tint ends a hairline earlier, and as a faint sheen in the middle; so the corners are lit as well. */
Item {
    id: root

    required property real radius
    required property real tint
    required property color edge
    required property real light

    Plate {
        anchors.fill: parent
        radius: root.radius
        gradient: Gradient {
            GradientStop {
                position: 0
                color: Theme.veil(Theme.text, Theme.edgeTop * root.light)
            }
            GradientStop {
                position: 0.5
                color: Theme.veil(Theme.text, 0)
            }
        }
    }
    Plate {
        anchors.fill: parent
        radius: root.radius
        gradient: Gradient {
            orientation: Gradient.Horizontal

            GradientStop {
                position: 0
                color: Theme.veil(Theme.text, Theme.edgeLeft * root.light)
            }
            GradientStop {
                position: 0.5
                color: Theme.veil(Theme.text, 0)
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
                color: Theme.veil(Theme.inkLit, root.tint)
            }
            GradientStop {
                position: 0.6
                color: Theme.veil(Theme.ink, root.tint)
            }
        }
    }
    Rectangle {
        anchors.fill: parent
        radius: root.radius
        color: Theme.clear
        border.width: Theme.hairline
        border.color: root.edge
    }
}
