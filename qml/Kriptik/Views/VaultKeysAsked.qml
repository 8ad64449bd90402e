pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* What changing all keys does, and what it needs. */
VaultSheetPage {
    id: root

    required property KitSheetViewModel vm
    property string which: "new"
    readonly property bool keeps: which === "present"

    glyph: "refresh"
    title: qsTr("Change all keys")
    text: qsTr("All of it happens, or nothing does.")
    action: keeps ? qsTr("Change all keys") : qsTr("Go on")
    ready: (!vm.hasPassword || password.text !== "") && (!keeps || kit.text !== "")
    onGoAsked: vm.rekey(password.text, keeps ? kit.text : "")

    GlassText {
        Layout.fillWidth: true
        text: qsTr("Everything is checked, a backup is made, and then every credential and the audit log are encrypted anew under keys that nobody has seen. Older backups, and copies that you saved, still open with the ways of now; delete them if those are in wrong hands.")
        wrapMode: Text.Wrap
    }
    SecretField {
        id: password

        objectName: "rekeyPassword"
        Layout.fillWidth: true
        visible: root.vm.hasPassword
        focus: visible
        label: qsTr("Master password")
        hint: qsTr("It stays the same; the vault asks for it to wrap the new keys.")
        enabled: !root.vm.busy
        onAccepted: root.go()
    }
    ColumnLayout {
        Layout.fillWidth: true
        spacing: Theme.space8

        GlassText {
            Layout.fillWidth: true
            kind: "label"
            font.pixelSize: Theme.sizeSmall
            Accessible.ignored: true
            text: qsTr("Recovery kit")
        }
        Segments {
            objectName: "rekeyKit"
            Layout.fillWidth: true
            label: qsTr("Recovery kit")
            enabled: !root.vm.busy
            options: [
                { "id": "new", "name": qsTr("Make a new kit") },
                { "id": "present", "name": qsTr("Keep the one I have") }
            ]
            value: root.which
            onChosen: id => root.which = id
        }
    }
    SecretField {
        id: kit

        objectName: "rekeyPresentKit"
        Layout.fillWidth: true
        visible: root.keeps
        label: qsTr("Recovery key")
        hint: qsTr("As it stands on your recovery kit.")
        enabled: !root.vm.busy
        onAccepted: root.go()
    }
}
