pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

/* Rows under a header. `columns` hold `id`, `name`, a `share` of the width, and where it is so `sortable`, `mono`,
   `right`, and `tone`: the field that holds the tone of a pill. `rows` are objects with the columns' fields and the
   field `key` names. A press on a header sorts; arrow keys, Home, End and page keys go through the rows, Enter opens. */
FocusScope {
    id: root

    required property list<var> columns
    required property list<var> rows
    property string key: "id"
    property string label: ""
    property string sortedBy: ""
    property bool descending: false
    property string current: ""
    property string emptyGlyph: "layers"
    property string emptyTitle: qsTr("Nothing here yet")
    property string emptyText: ""
    readonly property list<var> shown: sorted(rows, sortedBy, descending)
    readonly property real shares: columns.reduce((sum, column) => sum + (column.share ?? 1), 0)
    readonly property real room: Math.max(0, width - 2 * Theme.space16 - (columns.length - 1) * Theme.space16)
    readonly property int at: shown.findIndex(row => String(row[key]) === current)
    readonly property int page: Math.max(1, Math.floor(list.height / Theme.rowHeight) - 1)

    signal activated(string id)

    function widthOf(column: var): real {
        return Math.floor(room * (column.share ?? 1) / shares);
    }
    function compare(a: var, b: var): int {
        if (typeof a === "number" && typeof b === "number")
            return a - b;
        return String(a ?? "").toLowerCase().localeCompare(String(b ?? "").toLowerCase());
    }
    // A copy in order; what is equal stays as it was given.
    function sorted(given: list<var>, field: string, backwards: bool): list<var> {
        const copy = Array.from(given);
        if (field === "")
            return copy;
        const order = columns.find(column => column.id === field)?.order ?? field;
        return copy.sort((a, b) => (backwards ? -1 : 1) * compare(a[order], b[order]));
    }
    function sortBy(field: string): void {
        descending = sortedBy === field ? !descending : false;
        sortedBy = field;
    }
    function go(index: int): void {
        if (shown.length === 0)
            return;
        const to = Math.max(0, Math.min(shown.length - 1, index));
        current = String(shown[to][key]);
        list.positionViewAtIndex(to, ListView.Contain);
    }
    function turned(pressed: int): bool {
        const places = new Map([[Qt.Key_Up, at < 0 ? 0 : at - 1], [Qt.Key_Down, at + 1], [Qt.Key_PageUp, at - page], [Qt.Key_PageDown, at + page], [Qt.Key_Home, 0], [Qt.Key_End, shown.length - 1]]);
        if (places.has(pressed))
            go(places.get(pressed));
        else if ((pressed === Qt.Key_Return || pressed === Qt.Key_Enter || pressed === Qt.Key_Space) && at >= 0)
            activated(current);
        else
            return false;
        return true;
    }

    implicitWidth: Theme.slabWidth
    implicitHeight: head.height + Math.max(Theme.tileHeight, Math.min(list.contentHeight, Theme.paletteHeight))
    Accessible.role: Accessible.Grouping
    Accessible.name: label

    Row {
        id: head

        x: Theme.space16
        height: Theme.controlHeight
        spacing: Theme.space16

        Repeater {
            model: root.columns

            TableHeader {
                required property var modelData

                objectName: root.objectName + "_" + modelData.id
                width: root.widthOf(modelData)
                height: head.height
                text: modelData.name
                atRight: modelData.right ?? false
                sortable: modelData.sortable ?? false
                order: root.sortedBy !== modelData.id ? 0 : root.descending ? -1 : 1
                onClicked: root.sortBy(modelData.id)
            }
        }
    }
    Divider {
        anchors.top: head.bottom
        width: root.width
    }
    ListView {
        id: list

        objectName: root.objectName + "Rows"
        anchors.top: head.bottom
        anchors.topMargin: Theme.hairline
        anchors.bottom: parent.bottom
        width: root.width
        clip: true
        focus: true
        activeFocusOnTab: root.shown.length > 0
        boundsBehavior: Flickable.StopAtBounds
        model: root.shown
        currentIndex: -1
        Accessible.role: Accessible.Table
        Accessible.name: root.label
        T.ScrollBar.vertical: GlassScrollBar {}
        Keys.onPressed: event => event.accepted = root.turned(event.key)
        onActiveFocusChanged: if (activeFocus && root.at < 0)
            root.go(0)

        delegate: TableRow {
            objectName: root.objectName + "_" + index
            width: root.width
            table: root
            onChosen: {
                list.forceActiveFocus(Qt.MouseFocusReason);
                root.go(index);
            }
        }
    }
    Loader {
        anchors.centerIn: list
        active: root.rows.length === 0
        sourceComponent: EmptyState {
            objectName: root.objectName + "Empty"
            glyph: root.emptyGlyph
            title: root.emptyTitle
            text: root.emptyText
        }
    }
}
