pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

/* The list that a GlassSelect opens: as wide as the field, below it or above where there is no room. */
T.Popup {
    id: root

    required property T.ComboBox box
    readonly property Window window: box.Window.window as Window
    property point spot: Qt.point(0, 0)

    function place(): void {
        spot = placement.at(width, height);
    }

    x: spot.x
    y: spot.y
    width: box.width
    height: Math.min(implicitHeight, Theme.menuHeight, window ? window.height - 2 * Theme.space8 : Theme.menuHeight)
    implicitHeight: list.contentHeight + topPadding + bottomPadding
    padding: Theme.space4
    margins: Theme.space8
    transformOrigin: spot.y < 0 ? T.Popup.Bottom : T.Popup.Top
    onAboutToShow: place()
    onHeightChanged: if (visible)
        place()

    Placement {
        id: placement

        target: root.box
        gap: Theme.space4
        aligned: "start"
    }

    background: PopupSlab {
        over: root.box
    }
    contentItem: ListView {
        id: list

        model: root.box.delegateModel
        currentIndex: root.box.highlightedIndex
        clip: interactive
        interactive: contentHeight > height
        boundsBehavior: Flickable.StopAtBounds
        highlightMoveDuration: 0
        Accessible.role: Accessible.List
        Accessible.name: root.box.Accessible.name
        T.ScrollBar.vertical: GlassScrollBar {}
    }
    enter: PopupEnter {}
    exit: PopupExit {}
}
