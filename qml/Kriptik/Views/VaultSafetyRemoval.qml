pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* Taking a way to unlock away. */
VaultSheetPage {
    id: root

    required property SafetySheetViewModel vm
    readonly property bool password: vm.removing === "password"

    glyph: "minus"
    title: password ? qsTr("Remove the master password") : qsTr("Remove this computer's keyring")
    text: password ? qsTr("From then on this computer's keyring opens the vault by itself.") : qsTr("From then on you type the master password each time.")
    action: qsTr("Remove")
    working: qsTr("Removing")
    onGoAsked: vm.remove()

    GlassText {
        objectName: "removalWords"
        Layout.fillWidth: true
        text: root.password ? qsTr("Whoever sits at this computer while you are signed in can then open the vault. The recovery kit goes on working. Backups made until now still open with the password.") : qsTr("The key of this vault is deleted from the keyring. The recovery kit goes on working. Backups made until now no longer open with the keyring.")
        wrapMode: Text.Wrap
    }
}
