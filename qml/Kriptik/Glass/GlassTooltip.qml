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

            readonly property point spot: placement.at(width, height)

            parent: root.target
            margins: Theme.space8
            x: spot.x
            y: spot.y
            implicitWidth: Math.min(Theme.cardWidth, implicitContentWidth + leftPadding + rightPadding)
            implicitHeight: contentHeight + topPadding + bottomPadding
            leftPadding: Theme.space12
            rightPadding: Theme.space12
            topPadding: Theme.space8
            bottomPadding: Theme.space8
            focus: false
            closePolicy: T.Popup.NoAutoClose
            Component.onCompleted: open()

            Placement {
                id: placement

                target: root.target
                side: root.side
            }

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
                lineHeight: implicitWidth > width ? Theme.leading : 1
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
