pragma ComponentBehavior: Bound

import QtQuick

/* Passing words at the lower edge, the newest on top; what would be one too many makes the oldest go. Each stays while
   the pointer or the keyboard is on it. It lies in the overlay of the scene and grows upward. */
Item {
    id: root

    readonly property string text: rows.count > 0 ? rows.get(0).words : ""
    readonly property string tone: rows.count > 0 ? rows.get(0).tone : ""
    readonly property int count: rows.count
    property int serial: 0

    signal acted(string words)

    // Says something once: the same words while they are still there only stay longer.
    function show(words: string, kind: string, action = ""): void {
        if (words === "")
            return;
        Accessible.announce(words, kind === "error" ? Accessible.Assertive : Accessible.Polite);
        for (let at = 0; at < rows.count; at++) {
            const row = rows.get(at);
            if (row.words === words && row.tone === kind && !row.leaving) {
                rows.setProperty(at, "told", row.told + 1);
                return;
            }
        }
        serial += 1;
        rows.insert(0, {
            "number": serial,
            "words": words,
            "tone": kind,
            "action": action,
            "told": 0,
            "leaving": false
        });
        for (let at = Theme.toastsShown; at < rows.count; at++)
            rows.setProperty(at, "leaving", true);
    }
    function drop(number: int): void {
        for (let at = 0; at < rows.count; at++)
            if (rows.get(at).number === number)
                rows.remove(at);
    }

    visible: rows.count > 0
    implicitWidth: Theme.noteWidth
    implicitHeight: pile.height
    Accessible.role: Accessible.Grouping
    Accessible.ignored: true

    ListModel {
        id: rows

        dynamicRoles: false
    }
    Column {
        id: pile

        anchors.bottom: parent.bottom
        width: parent.width

        Repeater {
            model: rows

            ToastCard {
                required property int index
                required property int number

                objectName: root.objectName + index
                most: pile.width
                onActed: root.acted(words)
                onGone: root.drop(number)
            }
        }
    }
}
