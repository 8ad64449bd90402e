pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* Two ways out: a KDBX file that KeePassXC opens, and a sealed copy of the vault itself. Neither is ever in the clear. */
GlassPanel {
    id: root

    required property ExportViewModel vm
    readonly property bool same: password.text !== "" && password.text === again.text

    implicitHeight: column.implicitHeight + 2 * padding

    function go(): void {
        if (same && !vm.busy)
            vm.toKdbx(password.text, again.text);
    }

    Connections {
        target: root.vm

        function onWritten(): void {
            password.field.clear();
            again.field.clear();
        }
    }
    ColumnLayout {
        id: column

        width: parent.width
        height: Math.max(implicitHeight, parent.height)
        spacing: Theme.space16

        GlassText {
            kind: "title"
            text: qsTr("Take credentials out")
            Accessible.role: Accessible.Heading
        }
        GlassText {
            Layout.fillWidth: true
            kind: "small"
            wrapMode: Text.Wrap
            text: qsTr("A KDBX file holds every credential with its history, encrypted with a password of its own. KeePassXC and other password safes open it.")
        }
        SecretField {
            id: password

            objectName: "exportPassword"
            Layout.fillWidth: true
            label: qsTr("Password of the file")
            hint: qsTr("Whoever has the file can try passwords for as long as they like, so let it be a long one.")
            onAccepted: again.field.forceActiveFocus(Qt.TabFocusReason)
        }
        SecretField {
            id: again

            objectName: "exportPasswordAgain"
            Layout.fillWidth: true
            label: qsTr("The same again")
            warning: text !== "" && text !== password.text ? qsTr("The two are not the same yet.") : ""
            onAccepted: root.go()
        }
        Notice {
            objectName: "exportDone"
            Layout.fillWidth: true
            tone: "success"
            text: root.vm.done
            hint: root.vm.done === "" ? "" : qsTr("Keep it where only you can reach it.")
        }
        Notice {
            objectName: "exportError"
            Layout.fillWidth: true
            text: root.vm.error
            hint: root.vm.hint
        }
        Item {
            Layout.fillHeight: true
        }
        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.space12

            GlassButton {
                objectName: "exportKdbx"
                Layout.fillWidth: true
                glyph: "upload"
                text: root.vm.busy ? qsTr("Writing") : qsTr("Write a KDBX file")
                busy: root.vm.busy
                enabled: !root.vm.busy && root.same
                onClicked: root.go()
            }
            GlassButton {
                objectName: "exportCopy"
                Layout.fillWidth: true
                glyph: "lock"
                text: qsTr("Save a copy of the vault")
                enabled: !root.vm.busy
                Accessible.description: qsTr("The copy is sealed and opens as this vault does.")
                onClicked: root.vm.saveCopy()
            }
        }
        GlassText {
            Layout.fillWidth: true
            kind: "caption"
            wrapMode: Text.Wrap
            text: qsTr("A copy of the vault opens with the same password, keyring or recovery kit as this one, audit log included.")
        }
    }
}
