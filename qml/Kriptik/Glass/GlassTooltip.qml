pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

/* The name of something that shows none. It waits a moment while `shown`, never takes the keyboard, and stays inside
   the window. Decorative for a screen reader: `target` carries the name itself. Sides: below, above, right, left. */
Item {
    id: root

    property string text: ""
    property Item target: parent
    property bool shown: false
    property string side: "below"
    readonly property bool open: bubble.item !== null && (bubble.item as T.Popup).visible
    property bool due: false

    objectName: target && target.objectName !== "" ? target.objectName + "Tooltip" : ""
    Accessible.ignored: true
    onShownChanged: if (!shown)
        due = false

    Timer {
        interval: Theme.tooltipDelay
        running: root.shown && root.text !== "" && !root.due
        onTriggered: root.due = true
    }
    Loader {
        id: bubble

        active: root.due && root.target !== null
        sourceComponent: T.Popup {
            id: popup

            readonly property real gap: Theme.space8
            readonly property bool beside: root.side === "right" || root.side === "left"

            function place(): point {
                const window = root.target.Window.window as Window;
                const at = root.target.mapToItem(null, 0, 0);
                const wide = root.target.width;
                const high = root.target.height;
                const below = at.y + high + gap + height <= window.height - gap;
                const above = at.y - gap - height >= gap;
                const right = at.x + wide + gap + width <= window.width - gap;
                const left = at.x - gap - width >= gap;
                if (beside && (right || left))
                    return Qt.point((root.side === "right" ? right : !left) ? wide + gap : -width - gap, (high - height) / 2);
                return Qt.point((wide - width) / 2, (root.side === "above" ? above : !below) ? -height - gap : high + gap);
            }

            parent: root.target
            margins: Theme.space8
            x: place().x
            y: place().y
            implicitWidth: Math.min(Theme.cardWidth, implicitContentWidth + leftPadding + rightPadding)
            implicitHeight: contentHeight + topPadding + bottomPadding
            leftPadding: Theme.space12
            rightPadding: Theme.space12
            topPadding: Theme.space8
            bottomPadding: Theme.space8
            focus: false
            closePolicy: T.Popup.NoAutoClose
            Component.onCompleted: open()

            background: PopupSlab {
                over: root.target
                depth: 2
                radius: Theme.radius8
            }
            contentItem: GlassText {
                objectName: root.objectName + "Text"
                kind: "caption"
                color: Theme.text
                text: root.text
                wrapMode: Text.Wrap
                lineHeight: lineCount > 1 ? Theme.leading : 1
                Accessible.ignored: true
            }
            enter: Transition {
                NumberAnimation {
                    property: "opacity"
                    from: 0
                    to: 1
                    duration: Theme.fast
                    easing.type: Easing.OutCubic
                }
            }
        }
    }
}
