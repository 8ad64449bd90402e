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
            objectName: "readOnlyNotice"
            Layout.fillWidth: true
            tone: "neutral"
            text: root.vm.readOnly ? qsTr("The vault can be read and not changed: %1.").arg(root.vm.readOnly) : ""
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
            text: root.vm.waitsForKeyring ? qsTr("Waiting for the system keyring") : qsTr("Unlock with this computer's keyring")
            busy: root.vm.waitsForKeyring
            enabled: !root.vm.busy && !root.vm.waitsForKeyring
            onClicked: root.vm.unlockWithKeyring()
        }
        GlassText {
            objectName: "besideKeyring"
            Layout.fillWidth: true
            visible: root.vm.waitsForKeyring && !root.byRecovery
            kind: "small"
            text: root.vm.opensWithPassword ? qsTr("It may ask you for its own password in a window of its own. The master password works at once.") : qsTr("It may ask you for its own password in a window of its own. The recovery kit works at once.")
            wrapMode: Text.Wrap
        }
        SecretField {
            id: password

            objectName: "password"
            Layout.fillWidth: true
            visible: root.vm.opensWithPassword && !root.byRecovery
            focus: visible
            label: qsTr("Master password")
            hint: root.vm.wait > 0 ? qsTr("The next try begins in %1 s.").arg(root.vm.wait) : ""
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
            text: !root.vm.busy ? qsTr("Unlock") : root.vm.wait > 0 && !root.byRecovery ? qsTr("Waiting %1 s").arg(root.vm.wait) : qsTr("Unlocking")
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
