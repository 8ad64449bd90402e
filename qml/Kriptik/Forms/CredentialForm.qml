pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass

/* The fields of a provider in its order; a new provider needs no line here. */
Column {
    id: root

    required property var fields
    /* Takes a field's name and returns its value; takes it and tells whether a paste was taken care of. */
    required property var reads
    required property var pastes
    property bool locked: false
    readonly property alias count: lines.count

    signal edited(string name, string value)
    signal accepted

    spacing: Theme.space20

    function line(at: int): FieldLine {
        return lines.itemAt(at) as FieldLine;
    }
    function focusWhere(wanted: var): bool {
        for (let at = 0; at < lines.count; ++at) {
            if (!wanted(line(at)))
                continue;
            line(at).forceActiveFocus(Qt.OtherFocusReason);
            return true;
        }
        return false;
    }
    function focusFirst(): void {
        focusWhere(() => true);
    }
    /* Lead to the first field that was refused. */
    function focusProblem(): bool {
        return focusWhere(each => each.problem !== "");
    }
    /* Lead to the first field that stands in the way of saving, or return that there is none. */
    function focusOpen(): bool {
        return focusWhere(each => each.warning !== "" || (each.required && !each.kept && root.reads(each.name) === ""));
    }
    function fill(name: string): void {
        for (let at = 0; at < lines.count; ++at)
            if (line(at).name === name)
                line(at).fill(root.reads(name));
    }
    Component.onCompleted: focusFirst()

    Repeater {
        id: lines

        model: root.fields

        FieldLine {
            width: root.width
            locked: root.locked
            reads: root.reads
            pastes: root.pastes
            onEdited: value => root.edited(name, value)
            onAccepted: root.accepted()
        }
    }
}
