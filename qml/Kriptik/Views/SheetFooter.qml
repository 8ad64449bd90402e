pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* What came of checking, and what to do: save, cancel, or knowingly save unchecked. */
ColumnLayout {
    id: root

    required property CredentialSheetViewModel vm
    readonly property bool open: vm.verdict === "unchecked" || vm.verdict === "offline"

    spacing: 0

    SheetVerdict {
        objectName: "sheetMessage"
        Layout.fillWidth: true
        Layout.topMargin: Theme.space16
        verdict: root.vm.verdict
        text: root.vm.message || root.vm.error
        hint: root.vm.hint
    }
    RowLayout {
        Layout.fillWidth: true
        Layout.topMargin: Theme.space16
        Layout.bottomMargin: Theme.space16
        spacing: Theme.space8

        GlassText {
            Layout.fillWidth: true
            kind: "caption"
            color: Theme.textFaint
            text: root.vm.busy ? qsTr("Asking %1").arg(root.vm.title) : root.open ? qsTr("Saved unverified, they are checked at the next chance.") : qsTr("Checked with %1, then stored encrypted on this computer.").arg(root.vm.title)
            wrapMode: Text.Wrap
        }
        GlassButton {
            objectName: "cancelSheet"
            text: qsTr("Cancel")
            enabled: !root.vm.busy
            onClicked: root.vm.close()
        }
        GlassButton {
            objectName: "saveUnverified"
            visible: root.open
            text: qsTr("Save unverified")
            enabled: !root.vm.busy
            onClicked: root.vm.saveUnverified()
        }
        GlassButton {
            objectName: "saveCredentials"
            kind: "primary"
            text: root.vm.busy ? qsTr("Checking") : root.open ? qsTr("Check again") : qsTr("Save")
            busy: root.vm.busy
            onClicked: root.vm.save()
        }
    }
}
