pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass

/* The command palette over a page. */
CommandPalette {
    objectName: "palette"
    model: ListModel {
        ListElement { commandId: "new"; title: "New project"; hint: ""; keys: "Ctrl+N"; glyph: "plus"; brand: "" }
        ListElement { commandId: "home"; title: "Go home"; hint: ""; keys: "Esc"; glyph: "home"; brand: "" }
        ListElement { commandId: "add"; title: "Add credentials for Stripe"; hint: "Meeting notes"; keys: ""; glyph: ""; brand: "stripe" }
        ListElement { commandId: "open"; title: "Open Meeting notes"; hint: "Waiting for credentials"; keys: ""; glyph: "folder"; brand: "" }
        ListElement { commandId: "lock"; title: "Lock the vault"; hint: ""; keys: "Ctrl+L"; glyph: "lock"; brand: "" }
    }
}
