pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

/* A menu of GlassMenuItems and Dividers beside its parent: arrow keys, Enter, Esc, and letters that jump to an item. */
T.Menu {
    id: root

    property alias side: placement.side
    property alias aligned: placement.aligned
    property string typed: ""
    property real widest: 0

    function place(): void {
        if (!parent)
            return;
        const spot = placement.at(width, height);
        x = spot.x;
        y = spot.y;
    }
    function measure(): void {
        let most = 0;
        for (let at = 0; at < count; at++)
            most = Math.max(most, itemAt(at).implicitWidth);
        widest = most;
    }
    // Goes to the next item that begins with the letters typed just now.
    function jump(letters: string): void {
        typed += letters.toLowerCase();
        forgetting.restart();
        const from = typed.length > 1 ? Math.max(0, currentIndex) : currentIndex + 1;
        for (let step = 0; step < count; step++) {
            const at = (from + step) % count;
            const item = itemAt(at) as T.MenuItem;
            if (item && item.enabled && item.text.toLowerCase().startsWith(typed)) {
                currentIndex = at;
                item.forceActiveFocus(Qt.TabFocusReason);
                return;
            }
        }
    }

    implicitWidth: Math.max(Theme.menuWidth, widest + leftPadding + rightPadding)
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    height: Math.min(implicitHeight, parent && parent.Window.window ? (parent.Window.window as Window).height - 2 * Theme.space8 : implicitHeight)
    padding: Theme.space4
    margins: Theme.space8
    overlap: -Theme.space4
    transformOrigin: T.Popup.Top
    onAboutToShow: {
        measure();
        place();
    }
    onAboutToHide: typed = ""

    Placement {
        id: placement

        target: root.parent
        aligned: "start"
    }
    Timer {
        id: forgetting

        interval: Theme.typeAhead
        onTriggered: root.typed = ""
    }

    delegate: GlassMenuItem {}
    background: PopupSlab {
        over: root.parent
    }
    contentItem: ListView {
        // Letters come here while no item is chosen; arrow keys belong to the menu.
        focus: true
        keyNavigationEnabled: false
        implicitHeight: contentHeight
        model: root.contentModel
        currentIndex: root.currentIndex
        interactive: contentHeight > height
        boundsBehavior: Flickable.StopAtBounds
        clip: interactive
        highlightMoveDuration: 0
        T.ScrollBar.vertical: GlassScrollBar {}
        Keys.onPressed: event => {
            // Keys that write nothing have the higher numbers.
            const writes = event.text !== "" && event.key > Qt.Key_Space && event.key < Qt.Key_Escape;
            if (writes && !(event.modifiers & (Qt.ControlModifier | Qt.AltModifier | Qt.MetaModifier))) {
                root.jump(event.text);
                event.accepted = true;
            }
        }
    }
    enter: PopupEnter {}
    exit: PopupExit {}
}
