pragma ComponentBehavior: Bound

import QtQuick

/* A slab of glass without shaders: a denser tint instead of the blur, and the same light from the upper left. */
Item {
    id: root

    required property real radius
    required property real tint
    required property color edge
    required property real light

    component LitEdge: Rectangle {
        id: lit

        required property real strength

        opacity: root.light
        gradient: Gradient {
            orientation: lit.width > lit.height ? Gradient.Horizontal : Gradient.Vertical

            GradientStop {
                position: 0
                color: Theme.clear
            }
            GradientStop {
                position: 0.1
                color: Theme.veil(Theme.text, lit.strength)
            }
            GradientStop {
                position: 0.5
                color: Theme.veil(Theme.text, lit.strength * 0.4)
            }
            GradientStop {
                position: 1
                color: Theme.clear
            }
        }
    }

    Rectangle {
        anchors.fill: parent
        radius: root.radius
        border.width: Theme.hairline
        border.color: root.edge
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
    Item {
        x: Theme.hairline
        y: Theme.hairline
        width: Math.min(Theme.sheenSize, root.width - 2 * Theme.hairline)
        height: Math.min(Theme.sheenSize, root.height - 2 * Theme.hairline)
        clip: true

        Image {
            source: "images/sheen.png"
            opacity: root.light
        }
    }
    LitEdge {
        x: root.radius
        width: Math.max(0, root.width - 2 * root.radius)
        height: Theme.hairline
        strength: Theme.edgeTop
    }
    LitEdge {
        y: root.radius
        width: Theme.hairline
        height: Math.max(0, root.height - 2 * root.radius)
        strength: Theme.edgeLeft
    }
}
