pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass

/* Behind the words of an editor: those that the stack was read from. Plain rectangles, so every renderer draws them. */
Item {
    id: root

    required property TextEdit area
    required property var marks
    property string pointed: ""

    // The text may be shorter already when its marks are still those of the letter before.
    function place(position: int): rect {
        return area.positionToRectangle(Math.min(position, area.length));
    }

    anchors.fill: parent
    z: -1
    Accessible.ignored: true

    Repeater {
        model: root.marks

        Item {
            id: mark

            required property int start
            required property int length
            required property string kind
            required property string owner
            readonly property bool out: kind === "out"
            readonly property bool lit: root.pointed !== "" && owner === root.pointed
            readonly property color tone: kind === "named" ? Theme.redText : Theme.warning
            // Named so that a new layout of the text is looked at again.
            readonly property var layout: [root.area.text, root.area.width, root.area.contentHeight]
            readonly property rect head: layout ? root.place(start) : Qt.rect(0, 0, 0, 0)
            readonly property rect tail: layout ? root.place(start + length) : Qt.rect(0, 0, 0, 0)
            readonly property bool broken: tail.y > head.y
            readonly property real lineEnd: broken ? endOfLine() : tail.x

            function endOfLine(): real {
                let low = start, high = start + length;
                while (low < high) {
                    const middle = Math.ceil((low + high) / 2);
                    if (root.place(middle).y > head.y)
                        high = middle - 1;
                    else
                        low = middle;
                }
                return root.place(low).x;
            }

            Patch {
                x: mark.head.x - Theme.space2
                y: mark.head.y + Theme.hairline
                width: mark.lineEnd - mark.head.x + 2 * Theme.space2
                height: mark.head.height - 2 * Theme.hairline
                owner: mark
            }
            Patch {
                visible: mark.broken && mark.tail.y - mark.head.y > mark.head.height * 1.5
                x: root.area.leftPadding
                y: mark.head.y + mark.head.height
                width: root.area.contentWidth
                height: mark.tail.y - y
                owner: mark
            }
            Patch {
                visible: mark.broken && mark.tail.x > root.area.leftPadding
                x: root.area.leftPadding - Theme.space2
                y: mark.tail.y + Theme.hairline
                width: mark.tail.x - root.area.leftPadding + 2 * Theme.space2
                height: mark.tail.height - 2 * Theme.hairline
                owner: mark
            }
        }
    }

    component Patch: Rectangle {
        required property var owner

        radius: Theme.radius4
        color: owner.out ? Theme.clear : Theme.veil(owner.tone, owner.lit ? Theme.toneEdge : Theme.toneMark)
        border.width: owner.out ? 0 : Theme.hairline
        border.color: Theme.veil(owner.tone, owner.lit ? Theme.toneEdgeStrong : Theme.toneEdge)

        Rectangle {
            visible: parent.owner.out
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width
            height: Theme.hairline
            color: Theme.textDim
        }
    }
}
