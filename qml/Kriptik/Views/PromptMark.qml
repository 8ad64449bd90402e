pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass

/* One marked piece of a text: a patch on each line that it lies on, or a stroke through what was ruled out. */
Item {
    id: root

    required property TextEdit area
    /* Changes with the layout of the text, which is then measured anew. */
    required property int layout
    required property int start
    required property int length
    required property string kind
    required property bool lit
    readonly property bool out: kind === "out"
    readonly property color tone: kind === "named" ? Theme.redText : Theme.warning
    readonly property rect head: layout ? place(start) : Qt.rect(0, 0, 0, 0)
    readonly property rect tail: layout ? place(start + length) : Qt.rect(0, 0, 0, 0)
    readonly property bool broken: tail.y > head.y
    readonly property real lineEnd: broken ? endOfLine() : tail.x

    // The text may be shorter already when its marks are still those of the letter before.
    function place(position: int): rect {
        return area.positionToRectangle(Math.min(position, area.length));
    }
    function endOfLine(): real {
        let low = start, high = start + length;
        while (low < high) {
            const middle = Math.ceil((low + high) / 2);
            if (place(middle).y > head.y)
                high = middle - 1;
            else
                low = middle;
        }
        return place(low).x;
    }

    Patch {
        objectName: root.objectName + "Patch"
        from: root.head.x
        to: root.lineEnd
        y: root.head.y + Theme.hairline
        height: root.head.height - 2 * Theme.hairline
    }
    Loader {
        active: root.broken && root.tail.y - root.head.y > 1.5 * root.head.height
        sourceComponent: Patch {
            from: root.area.leftPadding
            to: from + root.area.contentWidth
            y: root.head.y + root.head.height
            height: root.tail.y - y
        }
    }
    Loader {
        active: root.broken && root.tail.x > root.area.leftPadding
        sourceComponent: Patch {
            from: root.area.leftPadding
            to: root.tail.x
            y: root.tail.y + Theme.hairline
            height: root.tail.height - 2 * Theme.hairline
        }
    }

    component Patch: Rectangle {
        required property real from
        required property real to

        x: from - Theme.space2
        width: to - from + 2 * Theme.space2
        radius: Theme.radius4
        color: root.out ? Theme.clear : Theme.veil(root.tone, root.lit ? Theme.toneEdge : Theme.toneMark)
        border.width: root.out ? 0 : Theme.hairline
        border.color: Theme.veil(root.tone, root.lit ? Theme.toneEdgeStrong : Theme.toneEdge)

        Rectangle {
            visible: root.out
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width
            height: Theme.hairline
            color: Theme.textDim
        }
    }
}
