pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass
import Kriptik.Ui

/* The build as a strip chart: a lane for each phase, a bar for each task, working time from left to right; its rows are
   higher where there is `room`. One list for the keyboard: arrows go from task to task, Enter shows the task itself. */
FocusScope {
    id: root

    required property BuildViewModel vm
    property int current: -1
    property int room: 0
    readonly property int tall: vm.dense ? Theme.stripRow : Theme.stripRowTall
    readonly property int flat: vm.dense ? Theme.stripRowDense : Theme.stripRow
    readonly property int rowHeight: room >= vm.rows * tall + Theme.space24 ? tall : flat
    readonly property int laneHeight: Math.max(Theme.stripLane, vm.leastLane * rowHeight)
    readonly property int names: Theme.stripNames
    readonly property int lanesHeight: vm.rows * rowHeight
    property int pointed: -1
    readonly property int told: pointed >= 0 ? pointed : activeFocus ? current : -1

    readonly property real currentY: current >= 0 ? (bars.itemAt(current)?.y ?? 0) : 0

    signal chosen(int index)

    function go(index: int): void {
        current = Math.max(0, Math.min(bars.count - 1, index));
    }

    implicitHeight: lanesHeight + Theme.space24
    activeFocusOnTab: true
    onActiveFocusChanged: if (activeFocus && current < 0)
        go(0)
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Phases and tasks over time")
    Accessible.focusable: true
    Keys.onPressed: event => {
        const steps = {
            [Qt.Key_Down]: 1,
            [Qt.Key_Right]: 1,
            [Qt.Key_Up]: -1,
            [Qt.Key_Left]: -1,
            [Qt.Key_Home]: -bars.count,
            [Qt.Key_End]: bars.count
        };
        if (event.key in steps) {
            go(current + steps[event.key]);
            event.accepted = true;
        } else if ([Qt.Key_Return, Qt.Key_Enter, Qt.Key_Space].includes(event.key) && current >= 0) {
            chosen(current);
            event.accepted = true;
        }
    }

    Repeater {
        model: root.vm.phases

        PhaseLane {
            required property real laneTop
            required property int index

            y: laneTop * root.rowHeight
            width: root.names - Theme.space24
            height: root.laneHeight

            Rectangle {
                visible: parent.index > 0
                width: root.width
                height: Theme.hairline
                color: Theme.line
            }
        }
    }
    Item {
        id: plot

        x: root.names
        width: Math.max(0, root.width - x)
        height: root.lanesHeight

        Repeater {
            id: ticks

            model: root.vm.ticks

            Item {
                id: tick

                required property string label
                required property real at

                x: Math.round(plot.width * at)
                height: plot.height + Theme.space24

                Rectangle {
                    width: Theme.hairline
                    height: plot.height + Theme.space4
                    color: Theme.line
                }
                GlassText {
                    anchors.bottom: parent.bottom
                    x: tick.at > 0 ? -width / 2 : 0
                    kind: "caption"
                    font.pixelSize: Theme.sizeMicro
                    text: tick.label
                    color: Theme.textFaint
                    Accessible.ignored: true
                }
            }
        }
        Repeater {
            model: root.vm.breaks

            StripBreak {
                required property real start
                required property real end

                laneHeight: root.laneHeight
                x: Math.round(plot.width * start)
                width: Math.round(plot.width * end) - x
                height: plot.height
            }
        }
        Repeater {
            id: bars

            model: root.vm.tasks

            StripBar {
                required property int index
                required property real row

                y: row * root.rowHeight
                width: plot.width
                height: root.rowHeight
                current: root.activeFocus && root.current === index
                onPointedChanged: root.pointed = pointed ? index : root.pointed === index ? -1 : root.pointed
                onChosen: root.chosen(index)
            }
        }
        GlassText {
            anchors.centerIn: parent
            visible: root.vm.loaded && ticks.count === 0
            kind: "small"
            text: qsTr("Nothing has run yet")
        }
    }
    GlassTooltip {
        readonly property StripBar bar: root.told >= 0 ? bars.itemAt(root.told) as StripBar : null

        objectName: root.objectName + "Tip"
        target: bar ? bar.mark : root
        text: bar ? bar.words : ""
        shown: bar !== null
    }
    FocusRing {
        visible: root.activeFocus
        distance: Theme.space12
    }
}
