pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* A new master password, typed twice, with a hint of how hard it is to guess. */
VaultSheetPage {
    id: root

    required property SafetySheetViewModel vm

    glyph: "lock"
    title: vm.hasPassword ? qsTr("Change the master password") : qsTr("Set a master password")
    text: vm.hasPassword ? qsTr("Backups made until now still open with the old one.") : qsTr("It opens the vault beside the ways that it has now.")
    action: vm.hasPassword ? qsTr("Change the password") : qsTr("Set the password")
    working: qsTr("Setting the password")
    ready: vm.strengthOf(typed.text) > 0 && typed.text === again.text
    onGoAsked: vm.setPassword(typed.text, again.text)

    SecretField {
        id: typed

        objectName: "safetyPassword"
        Layout.fillWidth: true
        focus: true
        label: qsTr("New master password")
        hint: text === "" ? qsTr("Several words in a row are strong and easy to remember.") : ""
        enabled: !root.vm.busy
        onAccepted: again.field.forceActiveFocus(Qt.TabFocusReason)
    }
    VaultStrength {
        objectName: "safetyStrength"
        Layout.fillWidth: true
        visible: typed.text !== ""
        level: root.vm.strengthOf(typed.text)
        text: root.vm.strengthWords(typed.text)
    }
    SecretField {
        id: again

        objectName: "safetyPasswordAgain"
        Layout.fillWidth: true
        label: qsTr("The same again")
        warning: text !== "" && text !== typed.text ? qsTr("The two are not the same yet.") : ""
        enabled: !root.vm.busy
        onAccepted: root.go()
    }
}
