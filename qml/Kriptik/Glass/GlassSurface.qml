pragma ComponentBehavior: Bound

import QtQuick

/* The slab: tint over the backdrop, light from the upper left, lit top and left edges. */
Item {
    id: root

    property real radius: Theme.radius16
    property string variant: "dark"
    property color edge: Theme.line
    property real light: 1
    property bool sheen: true
    readonly property real tint: variant === "darker" ? Theme.tintDarker : variant === "sheet" ? Theme.tintSheet : variant === "note" ? Theme.tintNote : Theme.tintDark

    Rectangle {
        anchors.fill: parent
        radius: root.radius
        border.width: 1
        border.color: root.edge
        gradient: Gradient {
            GradientStop {
                position: 0
                color: Qt.rgba(0.098, 0.094, 0.094, root.tint)
            }
            GradientStop {
                position: 0.5
                color: Qt.rgba(0.059, 0.057, 0.057, root.tint)
            }
            GradientStop {
                position: 1
                color: Qt.rgba(0.039, 0.039, 0.039, Math.min(1, root.tint + 0.03))
            }
        }
    }
    Item {
        x: 1
        y: 1
        width: Math.min(320, root.width - 2)
        height: Math.min(320, root.height - 2)
        visible: root.sheen
        clip: true

        Image {
            source: root.sheen ? "images/sheen.png" : ""
            opacity: root.light
        }
    }
    Rectangle {
        x: root.radius
        width: parent.width - 2 * root.radius
        height: 1
        opacity: root.light
        gradient: Gradient {
            orientation: Gradient.Horizontal
            GradientStop {
                position: 0
                color: Qt.rgba(1, 1, 1, 0.05)
            }
            GradientStop {
                position: 0.12
                color: Qt.rgba(1, 1, 1, 0.28)
            }
            GradientStop {
                position: 0.55
                color: Qt.rgba(1, 1, 1, 0.10)
            }
            GradientStop {
                position: 1
                color: Qt.rgba(1, 1, 1, 0.02)
            }
        }
    }
    Rectangle {
        y: root.radius
        width: 1
        height: Math.max(0, parent.height - 2 * root.radius)
        opacity: root.light
        gradient: Gradient {
            GradientStop {
                position: 0
                color: Qt.rgba(1, 1, 1, 0.04)
            }
            GradientStop {
                position: 0.12
                color: Qt.rgba(1, 1, 1, 0.16)
            }
            GradientStop {
                position: 1
                color: Qt.rgba(1, 1, 1, 0.02)
            }
        }
    }
}
