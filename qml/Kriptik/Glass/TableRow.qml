pragma ComponentBehavior: Bound

import QtQuick

/* One row of a GlassTable; a pointer resting on a cell that is cut short brings its whole text. */
Item {
    id: root

    required property int index
    required property var modelData
    required property GlassTable table
    readonly property bool current: index === table.at
    readonly property bool led: current && ListView.view !== null && ListView.view.activeFocus

    signal chosen

    implicitHeight: Theme.rowHeight
    Accessible.role: Accessible.Row
    Accessible.name: table.columns.map(column => column.name + ": " + (modelData[column.id] ?? "")).join(", ")
    Accessible.selectable: true
    Accessible.selected: current
    Accessible.onPressAction: {
        chosen();
        table.activated(table.current);
    }

    Rectangle {
        anchors.fill: parent
        anchors.margins: Theme.space2
        radius: Theme.radius8
        color: root.current ? Theme.fillCurrent : hover.hovered ? Theme.fillHover : Theme.clear

        Loader {
            anchors.fill: parent
            active: root.led
            sourceComponent: FocusRing {
                around: Theme.radius8
                distance: 0
            }
        }
    }
    Row {
        x: Theme.space16
        height: parent.height
        spacing: Theme.space16

        Repeater {
            model: root.table.columns

            Item {
                id: cell

                required property var modelData
                required property int index
                readonly property string words: String(root.modelData[modelData.id] ?? "")
                readonly property string tone: modelData.tone ? (root.modelData[modelData.tone] ?? "neutral") : ""

                objectName: root.objectName + "_" + modelData.id
                width: root.table.widthOf(modelData)
                height: root.height

                GlassText {
                    id: word

                    visible: cell.tone === ""
                    width: parent.width
                    anchors.verticalCenter: parent.verticalCenter
                    kind: cell.modelData.mono ? "mono" : "small"
                    color: cell.index === 0 ? Theme.text : Theme.textDim
                    text: cell.words
                    horizontalAlignment: cell.modelData.right ? Text.AlignRight : Text.AlignLeft
                    Accessible.ignored: true
                }
                Loader {
                    active: cell.tone !== "" && cell.words !== ""
                    anchors.verticalCenter: parent.verticalCenter
                    sourceComponent: Badge {
                        width: Math.min(implicitWidth, cell.width)
                        text: cell.words
                        tone: cell.tone
                        dot: true
                        Accessible.ignored: true
                    }
                }
                HoverHandler {
                    id: over
                }
                Loader {
                    active: over.hovered && word.visible && word.truncated
                    sourceComponent: GlassTooltip {
                        target: cell
                        text: cell.words
                        shown: true
                    }
                }
            }
        }
    }
    HoverHandler {
        id: hover
    }
    TapHandler {
        onTapped: root.chosen()
        onDoubleTapped: root.table.activated(root.table.current)
    }
}
