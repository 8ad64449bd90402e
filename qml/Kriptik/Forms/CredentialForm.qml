pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass

/* The fields of a provider in its order; a new provider needs no line here. */
Column {
    id: root

    required property var fields
    property bool locked: false

    signal edited(string name, string value)
    signal accepted

    spacing: Theme.space20

    function focusFirst(): void {
        const first = lines.itemAt(0);
        if (first)
            first.forceActiveFocus(Qt.OtherFocusReason);
    }
    /* Lead to the first field that was refused. */
    function focusProblem(): void {
        for (let at = 0; at < lines.count; ++at) {
            const line = lines.itemAt(at) as FieldLine;
            if (line && line.problem !== "") {
                line.forceActiveFocus(Qt.OtherFocusReason);
                return;
            }
        }
    }
    Component.onCompleted: focusFirst()

    Repeater {
        id: lines

        model: root.fields

        FieldLine {
            width: root.width
            locked: root.locked
            onEdited: value => root.edited(name, value)
            onAccepted: root.accepted()
        }
    }
}
