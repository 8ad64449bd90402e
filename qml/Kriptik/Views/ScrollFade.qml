pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass

/* Over the edges of a list: lines that go on beyond it fade instead of being cut. */
Item {
    id: root

    required property Flickable list
    property int topRadius: 0

    anchors.fill: list
    Accessible.ignored: true

    Repeater {
        model: 2

        Rectangle {
            id: edge

            required property int index
            readonly property bool below: index === 1

            y: below ? root.height - height : 0
            width: root.width - Theme.space12
            height: Theme.space24
            bottomLeftRadius: below ? Theme.radius16 : 0
            topLeftRadius: below ? 0 : root.topRadius
            visible: below ? !root.list.atYEnd : !root.list.atYBeginning
            gradient: Gradient {
                GradientStop {
                    position: 0
                    color: Theme.veil(Theme.raised, edge.below ? 0 : Theme.tintDarker)
                }
                GradientStop {
                    position: 1
                    color: Theme.veil(Theme.raised, edge.below ? Theme.tintDarker : 0)
                }
            }
        }
    }
}
