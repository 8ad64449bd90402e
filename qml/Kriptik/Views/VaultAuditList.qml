pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kriptik.Glass
import Kriptik.Ui

/* The entries of the audit log under their days, newest first; older ones come as one goes down. */
ListView {
    id: root

    required property AuditViewModel vm
    required property VaultAuditColumns columns
    readonly property int page: Math.max(1, Math.floor(height / Theme.rowHeight) - 1)

    function turned(key: int): bool {
        const from = Math.max(0, currentIndex);
        const places = new Map([[Qt.Key_Up, from - 1], [Qt.Key_Down, from + 1], [Qt.Key_PageUp, from - page], [Qt.Key_PageDown, from + page], [Qt.Key_Home, 0], [Qt.Key_End, count - 1]]);
        if (!places.has(key) || count === 0)
            return false;
        currentIndex = Math.max(0, Math.min(count - 1, places.get(key)));
        positionViewAtIndex(currentIndex, currentIndex === 0 ? ListView.Beginning : ListView.Contain);
        return true;
    }
    function lookFurther(): void {
        if (count > 0 && !vm.whole && contentY - originY + 2 * height > contentHeight)
            vm.showMore();
    }

    model: vm.rows
    clip: true
    reuseItems: true
    boundsBehavior: Flickable.StopAtBounds
    activeFocusOnTab: count > 0
    keyNavigationEnabled: false
    currentIndex: -1
    highlightMoveDuration: 0
    header: Item {
        implicitHeight: Theme.space4
    }
    footer: Item {
        implicitHeight: Theme.space12
    }
    section.property: "day"
    section.delegate: VaultAuditDay {
        width: ListView.view.width
    }
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Audit log")
    T.ScrollBar.vertical: GlassScrollBar {}
    Keys.onPressed: event => event.accepted = turned(event.key)
    onActiveFocusChanged: if (activeFocus && currentIndex < 0)
        currentIndex = 0
    onContentYChanged: lookFurther()
    onCountChanged: Qt.callLater(lookFurther)

    delegate: VaultAuditRow {
        width: ListView.view.width
        columns: root.columns
        current: ListView.isCurrentItem && root.activeFocus
    }
}
