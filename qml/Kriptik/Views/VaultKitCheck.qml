pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* The present kit, typed whole, to see whether it opens the vault. */
VaultSheetPage {
    id: root

    required property KitSheetViewModel vm

    glyph: "file"
    title: qsTr("Check your recovery kit")
    text: qsTr("Type the key as it stands on the kit. Nothing is changed by it.")
    action: qsTr("Check")
    working: qsTr("Checking")
    ready: typed.text !== ""
    onGoAsked: vm.check(typed.text)

    SecretField {
        id: typed

        objectName: "checkedKit"
        Layout.fillWidth: true
        focus: true
        label: qsTr("Recovery key")
        hint: qsTr("Fourteen groups of four. Upper and lower case, spaces and dashes do not matter.")
        enabled: !root.vm.busy
        onAccepted: root.go()
    }
}
