pragma ComponentBehavior: Bound

import QtQuick

/* Pages of one place: words on a line, and a bright piece of it under the page that shows. */
Choices {
    id: root

    spread: false
    optionPadding: Theme.space12
    optionRole: Accessible.PageTab
    Accessible.role: Accessible.PageTabList

    Rectangle {
        y: root.height - height
        width: root.width
        height: Theme.hairline
        color: Theme.line
    }
    Rectangle {
        x: root.thumbX + root.optionPadding
        y: root.height - height
        width: Math.max(0, root.thumbWidth - 2 * root.optionPadding)
        height: Theme.line2
        visible: root.chosenIndex >= 0
        radius: height / 2
        color: root.enabled ? Theme.text : Theme.disabled
    }
}
