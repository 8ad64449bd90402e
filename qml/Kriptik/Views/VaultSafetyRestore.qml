pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* Putting a backup in the place of the vault: what that means, and by which way the backup opens. */
VaultSheetPage {
    id: root

    required property SafetySheetViewModel vm
    property string way: vm.hasPassword ? "password" : "keyring"
    readonly property bool types: way !== "keyring"

    glyph: "history"
    title: qsTr("Restore a backup")
    text: vm.backup
    action: qsTr("Restore")
    working: qsTr("Checking and restoring")
    ready: !types || typed.text !== ""
    onGoAsked: vm.restore(way, typed.text)

    GlassText {
        Layout.fillWidth: true
        text: qsTr("The backup is opened and checked first; if it does not pass, nothing changes. Then it takes the place of the vault, and the vault of now is kept in the folder of the backups. What was saved since the backup was made is not in it.")
        wrapMode: Text.Wrap
    }
    ColumnLayout {
        Layout.fillWidth: true
        spacing: Theme.space8

        GlassText {
            Layout.fillWidth: true
            kind: "label"
            font.pixelSize: Theme.sizeSmall
            Accessible.ignored: true
            text: qsTr("Open the backup with")
        }
        Segments {
            objectName: "restoreWay"
            Layout.fillWidth: true
            label: qsTr("Open the backup with")
            enabled: !root.vm.busy
            options: [
                { "id": "password", "name": qsTr("Master password") },
                { "id": "recovery", "name": qsTr("Recovery kit") },
                { "id": "keyring", "name": qsTr("Keyring") }
            ]
            value: root.way
            onChosen: id => {
                root.way = id;
                typed.text = "";
            }
        }
    }
    SecretField {
        id: typed

        objectName: "restoreSecret"
        Layout.fillWidth: true
        visible: root.types
        focus: visible
        label: root.way === "recovery" ? qsTr("Recovery key") : qsTr("Master password")
        hint: qsTr("As it was when the backup was made.")
        enabled: !root.vm.busy
        onAccepted: root.go()
    }
}
