pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* First run: how the vault opens each day. Where a secure keyring exists it is the default; nothing weak is offered. */
FocusScope {
    id: root

    required property UnlockViewModel vm
    property string chosen: ""
    // A keyring that answers late takes nobody away from the password that is being typed.
    readonly property bool byPassword: !vm.keyringUsable || chosen === "password" || (chosen === "" && password.text !== "")
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
            color: Theme.textDim
            text: qsTr("Credentials are kept encrypted on this computer and nowhere else. Choose how the vault opens each day.")
            wrapMode: Text.Wrap
        }
        RowLayout {
            objectName: "unlockWay"
            Layout.topMargin: Theme.space8
            visible: root.vm.keyringUsable
            spacing: Theme.space12
            uniformCellSizes: true
            Accessible.role: Accessible.Grouping
            Accessible.name: qsTr("How the vault opens")

            UnlockWay {
                id: byKeyring

                objectName: "unlockWay_keyring"
                Layout.fillWidth: true
                Layout.fillHeight: true
                glyph: "key"
                title: qsTr("This computer's keyring")
                text: qsTr("Opens by itself while you are signed in to this computer.")
                chosen: !root.byPassword
                other: byWord
                onClicked: root.chosen = "keyring"
            }
            UnlockWay {
                id: byWord

                objectName: "unlockWay_password"
                Layout.fillWidth: true
                Layout.fillHeight: true
                glyph: "lock"
                title: qsTr("Master password")
                text: qsTr("Opens when you type it. Nobody can look it up for you.")
                chosen: root.byPassword
                other: byKeyring
                onClicked: root.chosen = "password"
            }
        }
        Notice {
            Layout.fillWidth: true
            tone: "neutral"
            objectName: "keyringNotice"
            text: root.vm.tryingKeyring ? qsTr("This computer's keyring has not answered yet.") : root.vm.keyringReason
            hint: root.vm.tryingKeyring ? qsTr("A master password can be used at once.") : qsTr("A master password protects the vault instead.")
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
        Notice {
            objectName: "unlockError"
            Layout.fillWidth: true
            text: root.vm.error
            hint: root.vm.hint
        }
        GlassButton {
            objectName: "createVault"
            Layout.fillWidth: true
            Layout.topMargin: Theme.space8
            implicitHeight: Theme.controlLarge
            focus: !root.byPassword
            kind: "primary"
            text: root.vm.busy ? qsTr("Making the vault") : qsTr("Make the vault")
            busy: root.vm.busy
            enabled: !root.vm.busy && (!root.byPassword || root.same)
            onClicked: root.go()
        }
    }
}
