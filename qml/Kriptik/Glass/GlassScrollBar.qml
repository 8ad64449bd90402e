pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

/* A thin bar that shows only where there is something to scroll, and thickens under the pointer. */
T.ScrollBar {
    id: root

    readonly property bool warm: hovered || pressed

    implicitWidth: Theme.scrollWidth
    implicitHeight: Theme.scrollWidth
    padding: Theme.space4
    horizontalPadding: orientation === Qt.Vertical && warm ? Theme.space2 : Theme.space4
    verticalPadding: orientation === Qt.Horizontal && warm ? Theme.space2 : Theme.space4
    minimumSize: Math.min(1, Theme.space32 / Math.max(1, orientation === Qt.Vertical ? height : width))
    visible: policy !== T.ScrollBar.AlwaysOff && size < 1
    hoverEnabled: true
    Accessible.ignored: true

    contentItem: Rectangle {
        radius: Math.min(width, height) / 2
        color: root.pressed ? Theme.gripPressed : root.hovered ? Theme.gripHover : Theme.grip

        Behavior on color {
            ColorAnimation {
                duration: Theme.fast
            }
        }
    }
}
