pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

/* A slab that opens beside its parent and takes the keyboard; Esc or a press elsewhere closes it. `title` is its name
   for screen readers. */
T.Popup {
    id: root

    property string title: ""
    property alias side: placement.side
    property alias aligned: placement.aligned
    default property alias content: body.data

    function place(): void {
        if (!parent)
            return;
        const spot = placement.at(width, height);
        x = spot.x;
        y = spot.y;
    }

    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    padding: Theme.space16
    margins: Theme.space8
    focus: true
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside
    transformOrigin: T.Popup.Top
    onAboutToShow: place()
    onWidthChanged: place()
    onHeightChanged: place()

    Placement {
        id: placement

        target: root.parent
        aligned: "start"
    }

    background: PopupSlab {
        over: root.parent
        radius: Theme.radius16
    }
    contentItem: FocusScope {
        id: body

        implicitWidth: childrenRect.width
        implicitHeight: childrenRect.height
        focus: true
        Accessible.role: Accessible.Dialog
        Accessible.name: root.title
    }
    enter: PopupEnter {}
    exit: PopupExit {}
}
