pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass

/* Cards of the product's glass on the product's backdrop, in a grid, and one thing that changes with every `tick`. */
Window {
    id: root

    property int cards: 0
    property string mode: "dot"
    property int tick: 0
    readonly property int columns: 6
    readonly property int sway: 40

    width: 1280
    height: 800
    visible: true
    color: Theme.ground

    GlassScene {
        anchors.fill: parent

        Item {
            width: parent.width
            height: parent.height
            y: root.mode === "scroll" ? Math.abs(root.tick % (2 * root.sway) - root.sway) - root.sway : 0

            Repeater {
                model: root.cards

                GlassCard {
                    required property int index

                    objectName: "card" + index
                    x: 20 + (index % root.columns) * 208
                    y: 20 + Math.floor(index / root.columns) * 192
                    width: 190
                    height: 172
                    depth: 2
                }
            }
        }
        Loader {
            active: root.mode === "type"
            x: 40
            y: 40
            focus: active
            sourceComponent: GlassInput {
                objectName: "field"
                width: 150
                focus: true
            }
        }
        Loader {
            active: root.mode === "badge"
            x: 40
            y: 40
            sourceComponent: Badge {
                objectName: "badge"
                text: root.tick % 2 ? "Waiting" : "Running"
                tone: root.tick % 2 ? "warning" : "success"
            }
        }
        Rectangle {
            visible: root.mode === "dot"
            x: 20 + (root.tick * 3) % 1200
            y: 390
            width: 24
            height: 24
            radius: 12
            color: Theme.red
        }
    }
}
