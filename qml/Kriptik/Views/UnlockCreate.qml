pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* First run: how the vault opens each day. Where a secure keyring exists it is the default; nothing weak is offered. */
FocusScope {
    id: root

    required property UnlockViewModel vm
    property bool byPassword: !vm.keyringUsable
    readonly property bool same: password.text !== "" && password.text === again.text

    implicitHeight: column.implicitHeight

    function go(): void {
        if (!byPassword)
            vm.createWithKeyring();
        else
            vm.createWithPassword(password.text, again.text);
    }

    ColumnLayout {
        id: column

        width: parent.width
        spacing: Theme.space16

        GlassText {
            kind: "display"
            text: qsTr("Make your vault")
        }
        GlassText {
            Layout.fillWidth: true
            kind: "small"
            text: qsTr("Credentials are kept encrypted on this computer and nowhere else. Choose how the vault opens each day.")
            wrapMode: Text.Wrap
        }
        Segments {
            objectName: "unlockWay"
            Layout.fillWidth: true
            visible: root.vm.keyringUsable
            label: qsTr("How the vault opens")
            options: [{ "id": "keyring", "name": qsTr("This computer's keyring") }, { "id": "password", "name": qsTr("Master password") }]
            value: root.byPassword ? "password" : "keyring"
            onChosen: id => root.byPassword = id === "password"
        }
        GlassText {
            Layout.fillWidth: true
            visible: !root.byPassword
            kind: "small"
            text: qsTr("The vault opens by itself while you are signed in to this computer.")
            wrapMode: Text.Wrap
        }
        Notice {
            Layout.fillWidth: true
            tone: "neutral"
            text: root.vm.keyringUsable ? "" : root.vm.keyringReason
            hint: qsTr("A master password protects the vault instead.")
        }
        SecretField {
            id: password

            objectName: "newPassword"
            Layout.fillWidth: true
            visible: root.byPassword
            focus: root.byPassword
            label: qsTr("Master password")
            hint: qsTr("Several words in a row are strong and easy to remember.")
            onAccepted: again.field.forceActiveFocus(Qt.TabFocusReason)
        }
        SecretField {
            id: again

            objectName: "newPasswordAgain"
            Layout.fillWidth: true
            visible: root.byPassword
            label: qsTr("The same again")
            warning: text !== "" && text !== password.text ? qsTr("The two are not the same yet.") : ""
            onAccepted: if (root.same) root.go()
        }
        GlassButton {
            objectName: "createVault"
            Layout.fillWidth: true
            Layout.topMargin: Theme.space8
            focus: !root.byPassword
            kind: "primary"
            text: root.vm.busy ? qsTr("Making the vault") : qsTr("Make the vault")
            busy: root.vm.busy
            enabled: !root.vm.busy && (!root.byPassword || root.same)
            onClicked: root.go()
        }
    }
}
