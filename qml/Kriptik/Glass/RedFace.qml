pragma ComponentBehavior: Bound

import QtQuick

/* The red surface of the primary button. Its gradient runs at 135 degrees; two plain rectangles give it, one across and
   one down, because they keep crisp corners on both renderers and cost far less than a shape. */
Item {
    id: root

    property real heat: 0
    property bool dull: false
    property real radius: Theme.radius12
    readonly property color first: dull ? Theme.mix(Theme.red, Theme.redDeep, Theme.ember) : Theme.red
    readonly property color last: Theme.mix(Theme.redDeep, Theme.red, dull ? 0 : Theme.ember * heat)
    readonly property real across: width / Math.max(1, width + height)
    readonly property color far: Theme.mix(first, last, across)
    // What the layer from above still has to darken, so that the lower right corner is exactly `last`.
    readonly property real shade: 1 - last.r / far.r

    Plate {
        anchors.fill: parent
        radius: root.radius
        gradient: Gradient {
            GradientStop {
                position: 0
                color: Theme.mix(root.first, Theme.text, Theme.rimLit + (Theme.rimHot - Theme.rimLit) * root.heat)
            }
            GradientStop {
                position: 1
                color: Theme.mix(root.last, Theme.text, Theme.rimFloor)
            }
        }
    }
    Plate {
        anchors.fill: parent
        anchors.margins: Theme.hairline
        radius: root.radius - Theme.hairline
        gradient: Gradient {
            orientation: Gradient.Horizontal

            GradientStop {
                position: 0
                color: root.first
            }
            GradientStop {
                position: 1
                color: root.far
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
                color: Theme.clear
            }
            GradientStop {
                position: 1
                color: Theme.veil(Theme.scrim, root.shade)
            }
        }
    }
}
