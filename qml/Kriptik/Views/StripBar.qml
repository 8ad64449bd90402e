pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass

/* One task in the strip chart: its wait as an outline, its work as a bar, and a row to point at. */
Item {
    id: root

    required property string taskKey
    required property string words
    required property string status
    required property real start
    required property real end
    required property real waitStart
    required property real waitEnd
    property bool current: false
    readonly property Item mark: work.visible ? work : wait.visible ? wait : root
    readonly property bool pointed: hover.hovered
    readonly property int thick: height - (height > Theme.stripRow ? Theme.space4 : height < Theme.stripRow ? Theme.hairline : Theme.stripGap)
    readonly property bool waits: status === "blocked"

    signal chosen

    objectName: "bar_" + taskKey
    Accessible.role: Accessible.ListItem
    Accessible.name: words
    Accessible.selected: current

    HoverHandler {
        id: hover

        cursorShape: Qt.PointingHandCursor
    }
    TapHandler {
        onTapped: root.chosen()
    }
    Rectangle {
        anchors.fill: parent
        visible: root.current || root.pointed
        radius: height / 2
        color: root.current ? Theme.fillCurrent : Theme.fillHover
    }
    Rectangle {
        id: wait

        visible: root.waitStart >= 0
        x: root.width * root.waitStart
        anchors.verticalCenter: parent.verticalCenter
        width: Math.max(root.thick, root.width * (root.waitEnd - root.waitStart))
        height: root.thick
        radius: height / 2
        color: root.waits ? Theme.veil(Theme.warning, Theme.toneMark) : Theme.fillRest
        border.width: Theme.hairline
        border.color: root.waits ? Theme.veil(Theme.warning, Theme.toneEdgeStrong) : Theme.lineStrong
    }
    Rectangle {
        id: work

        visible: root.start >= 0
        x: Math.min(root.width * root.start, root.width - width)
        anchors.verticalCenter: parent.verticalCenter
        width: Math.max(root.thick, root.width * (root.end - root.start))
        height: root.thick
        radius: height / 2
        color: {
            switch (root.status) {
            case "running":
                return Theme.red;
            case "failed":
                return Theme.error;
            case "done":
                return Theme.barDone;
            default:
                return Theme.barOff;
            }
        }
        border.width: root.current ? Theme.hairline : 0
        border.color: Theme.text

        Rectangle {
            visible: root.status === "running"
            anchors.right: parent.right
            width: parent.height
            height: parent.height
            radius: height / 2
            color: Theme.redSoft
        }
    }
}
