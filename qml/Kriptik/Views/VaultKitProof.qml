pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* Two groups of the kit, typed from the copy that was kept. */
VaultSheetPage {
    id: root

    required property KitSheetViewModel vm

    glyph: "check"
    title: qsTr("Show that you kept it")
    text: qsTr("Type two groups from your copy of the kit. Upper and lower case do not matter.")
    action: vm.rekeys ? qsTr("Change all keys") : qsTr("Use this kit")
    working: qsTr("Checking")
    ready: first.text !== "" && second.text !== ""
    onGoAsked: vm.prove(first.text, second.text)

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.space16
        uniformCellSizes: true

        GlassInput {
            id: first

            objectName: "firstGroup"
            Layout.fillWidth: true
            focus: true
            label: qsTr("Group %1").arg(root.vm.firstAsked)
            field.font.family: Theme.monoFamily
            enabled: !root.vm.busy
            onAccepted: second.field.forceActiveFocus(Qt.TabFocusReason)
        }
        GlassInput {
            id: second

            objectName: "secondGroup"
            Layout.fillWidth: true
            label: qsTr("Group %1").arg(root.vm.secondAsked)
            field.font.family: Theme.monoFamily
            enabled: !root.vm.busy
            onAccepted: root.go()
        }
    }
    GlassText {
        Layout.fillWidth: true
        kind: "small"
        text: qsTr("To put it off is possible: the new kit counts from then on, and this page reminds you until you have proved it.")
        wrapMode: Text.Wrap
    }
}
