pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

/* A column of content that scrolls when it is higher than its place, and follows the keyboard focus. */
Flickable {
    id: root

    property int padding: 0
    default property alias content: body.data
    readonly property Item focused: Window.activeFocusItem

    clip: true
    contentWidth: width
    contentHeight: body.childrenRect.height + 2 * padding
    boundsBehavior: Flickable.StopAtBounds
    flickableDirection: Flickable.VerticalFlick
    T.ScrollBar.vertical: GlassScrollBar {}

    function holds(item: Item): bool {
        for (let at = item; at; at = at.parent)
            if (at === body)
                return true;
        return false;
    }
    onFocusedChanged: {
        if (!focused || !holds(focused))
            return;
        const top = focused.mapToItem(body, 0, 0).y + padding;
        const bottom = top + focused.height;
        if (top - 48 < contentY)
            contentY = Math.max(0, top - 48);
        else if (bottom + 48 > contentY + height)
            contentY = Math.max(0, Math.min(contentHeight - height, bottom + 48 - height));
    }

    Item {
        id: body

        x: root.padding
        y: root.padding
        width: root.width - 2 * root.padding
        height: childrenRect.height
    }
}
