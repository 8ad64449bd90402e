pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* Opening a vault that exists: only the ways it was set up with, and the recovery kit for when they are lost. */
FocusScope {
    id: root

    required property UnlockViewModel vm
    property bool byRecovery: false

    implicitHeight: column.implicitHeight

    ColumnLayout {
        id: column

        width: parent.width
        spacing: Theme.space16

        GlassText {
            kind: "display"
            text: root.byRecovery ? qsTr("Use your recovery kit") : qsTr("The vault is locked")
        }
        GlassText {
            Layout.fillWidth: true
            color: Theme.textDim
            text: root.byRecovery ? qsTr("Type the key as it was shown. Upper and lower case do not matter.") : qsTr("Your projects show again once it is open. Builds that need it wait.")
            wrapMode: Text.Wrap
        }
        Notice {
            objectName: "unlockError"
            Layout.fillWidth: true
            text: root.vm.error
            hint: root.vm.hint
        }
        GlassButton {
            objectName: "unlockKeyring"
            Layout.fillWidth: true
            visible: root.vm.opensWithKeyring && !root.byRecovery
            Layout.topMargin: Theme.space8
            implicitHeight: Theme.controlLarge
            focus: visible && !root.vm.opensWithPassword
            kind: "primary"
            glyph: "key"
            text: qsTr("Unlock with this computer's keyring")
            busy: root.vm.busy
            enabled: !root.vm.busy
            onClicked: root.vm.unlockWithKeyring()
        }
        SecretField {
            id: password

            objectName: "password"
            Layout.fillWidth: true
            visible: root.vm.opensWithPassword && !root.byRecovery
            focus: visible
            label: qsTr("Master password")
            onAccepted: if (text !== "" && !root.vm.busy) root.vm.unlockWithPassword(text)
        }
        SecretField {
            id: recovery

            objectName: "recoveryKey"
            Layout.fillWidth: true
            visible: root.byRecovery
            label: qsTr("Recovery key")
            onAccepted: if (text !== "" && !root.vm.busy) root.vm.unlockWithRecovery(text)
        }
        GlassButton {
            objectName: "unlock"
            Layout.fillWidth: true
            Layout.topMargin: Theme.space8
            implicitHeight: Theme.controlLarge
            visible: root.byRecovery || root.vm.opensWithPassword
            kind: root.vm.opensWithKeyring && !root.byRecovery ? "secondary" : "primary"
            text: root.vm.busy ? qsTr("Unlocking") : qsTr("Unlock")
            busy: root.vm.busy
            enabled: !root.vm.busy && (root.byRecovery ? recovery.text !== "" : password.text !== "")
            onClicked: root.byRecovery ? root.vm.unlockWithRecovery(recovery.text) : root.vm.unlockWithPassword(password.text)
        }
        GlassButton {
            objectName: "otherWay"
            Layout.fillWidth: true
            text: root.byRecovery ? qsTr("Back") : qsTr("Use the recovery kit")
            onClicked: {
                root.byRecovery = !root.byRecovery;
                if (root.byRecovery)
                    recovery.field.forceActiveFocus(Qt.TabFocusReason);
            }
        }
    }
}
