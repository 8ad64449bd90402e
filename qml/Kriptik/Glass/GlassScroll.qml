pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

/* A column of content that scrolls when it is higher than its place, and follows the keyboard focus. Glass inside is cut
   at its edges as everything else is: what lies behind it is looked up by its place in the window. */
Flickable {
    id: root

    property int padding: 0
    default property alias content: body.data
    readonly property Item focused: Window.activeFocusItem
    readonly property real lowest: Math.max(0, contentHeight - height)

    function holds(item: Item): bool {
        for (let at = item; at; at = at.parent)
            if (at === body)
                return true;
        return false;
    }
    function scrollTo(y: real): void {
        contentY = Math.max(0, Math.min(lowest, y));
    }
    function turned(key: int): bool {
        const page = height - Theme.space48;
        const places = new Map([[Qt.Key_PageUp, contentY - page], [Qt.Key_PageDown, contentY + page], [Qt.Key_Home, 0], [Qt.Key_End, lowest]]);
        if (lowest === 0 || !places.has(key))
            return false;
        scrollTo(places.get(key));
        return true;
    }

    clip: true
    contentWidth: width
    contentHeight: body.childrenRect.height + 2 * padding
    boundsBehavior: Flickable.StopAtBounds
    flickableDirection: Flickable.VerticalFlick
    T.ScrollBar.vertical: GlassScrollBar {}
    Keys.onPressed: event => event.accepted = turned(event.key)
    onFocusedChanged: {
        if (!focused || !holds(focused))
            return;
        const top = focused.mapToItem(body, 0, 0).y + padding;
        const bottom = top + focused.height;
        if (top - Theme.space48 < contentY)
            scrollTo(top - Theme.space48);
        else if (bottom + Theme.space48 > contentY + height)
            scrollTo(bottom + Theme.space48 - height);
    }

    Item {
        id: body

        x: root.padding
        y: root.padding
        width: root.width - 2 * root.padding
        height: childrenRect.height
    }
}
