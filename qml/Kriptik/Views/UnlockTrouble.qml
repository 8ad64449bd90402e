pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* In the place of unlocking: the file is damaged, or it is an older copy. What was found, and what can be done. */
FocusScope {
    id: root

    required property RescueViewModel vm
    readonly property bool older: vm.kind === "older"
    property bool sure: false

    implicitHeight: column.implicitHeight

    ColumnLayout {
        id: column

        width: parent.width
        spacing: Theme.space16

        GlassText {
            objectName: "troubleTitle"
            Layout.fillWidth: true
            kind: "display"
            text: root.older ? qsTr("This is an older copy of your vault") : qsTr("The vault file is damaged")
            wrapMode: Text.Wrap
        }
        GlassText {
            objectName: "troubleFound"
            Layout.fillWidth: true
            color: Theme.textDim
            text: root.vm.found
            wrapMode: Text.Wrap
        }
        GlassText {
            Layout.fillWidth: true
            color: Theme.textDim
            text: root.older ? qsTr("A backup or sync program may have put it back, or somebody who wants a replaced key to count again. Nothing was changed.") : qsTr("Your password and keyring are not the cause. Nothing was changed. A backup brings back what was stored when it was made.")
            wrapMode: Text.Wrap
        }
        GlassText {
            Layout.fillWidth: true
            visible: !root.vm.found.includes(root.vm.file)
            kind: "caption"
            color: Theme.textFaint
            text: root.vm.file
            wrapMode: Text.WrapAnywhere
        }
        UnlockBackups {
            Layout.fillWidth: true
            Layout.topMargin: Theme.space8
            focus: true
            vm: root.vm
        }
        Divider {
            Layout.fillWidth: true
        }
        GlassText {
            objectName: "olderCopyMeans"
            Layout.fillWidth: true
            visible: root.older
            kind: "small"
            text: qsTr("Going on with this copy: what was stored after it is not in it, and a key that you replaced or deleted since is in it again. The audit log will say that you went on knowingly.")
            wrapMode: Text.Wrap
        }
        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.space8

            GlassButton {
                objectName: "useOlderCopy"
                Layout.fillWidth: true
                Layout.preferredWidth: Theme.cardWidth
                visible: root.older
                text: root.sure ? qsTr("Yes, go on with this copy") : qsTr("Go on with this older copy")
                enabled: !root.vm.busy
                onClicked: root.sure ? root.vm.goOn() : root.sure = true
            }
            GlassButton {
                objectName: "quitInTrouble"
                Layout.fillWidth: true
                Layout.preferredWidth: Theme.cardWidth
                text: qsTr("Quit")
                Accessible.name: qsTr("Quit, nothing is changed")
                enabled: !root.vm.busy
                onClicked: root.vm.quit()
            }
        }
    }
}
