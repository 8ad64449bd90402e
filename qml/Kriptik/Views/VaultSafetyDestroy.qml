pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* The end of the vault; the words are typed, because a press is not enough for this. */
VaultSheetPage {
    id: root

    required property SafetySheetViewModel vm
    // What the vault itself asks for, so it is not translated.
    readonly property string words: "delete everything"

    glyph: "trash"
    title: qsTr("Delete everything")
    text: qsTr("This cannot be undone.")
    action: qsTr("Delete everything")
    working: qsTr("Deleting")
    ready: typed.text.trim() === words
    onGoAsked: vm.deleteEverything(typed.text.trim())

    GlassText {
        Layout.fillWidth: true
        text: qsTr("The vault, its backups in KripTik's folder and its keys in the keyring are deleted from this computer. Projects and their files stay. Copies that you saved elsewhere stay and open with their ways. The keys at the services go on working until you revoke them there.")
        wrapMode: Text.Wrap
    }
    GlassInput {
        id: typed

        objectName: "destroyWords"
        Layout.fillWidth: true
        focus: true
        label: qsTr("Type: %1").arg(root.words)
        enabled: !root.vm.busy
        onAccepted: root.go()
    }
}
