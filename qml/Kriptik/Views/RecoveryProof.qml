pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* After the kit was shown: two of its groups, drawn at random, typed from the copy that the person kept. */
FocusScope {
    id: root

    required property UnlockViewModel vm
    readonly property bool full: first.text !== "" && second.text !== ""

    implicitHeight: column.implicitHeight

    function go(): void {
        if (full && !vm.busy)
            vm.proveKept(first.text, second.text);
    }

    ColumnLayout {
        id: column

        width: parent.width
        spacing: Theme.space16

        GlassText {
            kind: "display"
            text: qsTr("Show that you kept it")
        }
        GlassText {
            Layout.fillWidth: true
            color: Theme.textDim
            text: qsTr("Read two of the fourteen groups from your copy. A kit that nobody can find again opens nothing.")
            wrapMode: Text.Wrap
        }
        RowLayout {
            Layout.fillWidth: true
            Layout.topMargin: Theme.space8
            spacing: Theme.space16

            GlassInput {
                id: first

                objectName: "kitGroup_1"
                Layout.fillWidth: true
                focus: true
                label: qsTr("Group %1").arg(root.vm.firstAsked)
                field.font.family: Theme.monoFamily
                onAccepted: second.field.forceActiveFocus(Qt.TabFocusReason)
            }
            GlassInput {
                id: second

                objectName: "kitGroup_2"
                Layout.fillWidth: true
                label: qsTr("Group %1").arg(root.vm.secondAsked)
                field.font.family: Theme.monoFamily
                onAccepted: root.go()
            }
        }
        Notice {
            objectName: "unlockError"
            Layout.fillWidth: true
            text: root.vm.error
            hint: root.vm.hint
        }
        GlassButton {
            objectName: "proveKit"
            Layout.fillWidth: true
            Layout.topMargin: Theme.space8
            implicitHeight: Theme.controlLarge
            kind: "primary"
            text: qsTr("Go on")
            busy: root.vm.busy
            enabled: !root.vm.busy && root.full
            onClicked: root.go()
        }
        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.space8

            GlassButton {
                objectName: "showKitAgain"
                Layout.fillWidth: true
                Layout.preferredWidth: Theme.cardWidth
                text: qsTr("Show the kit again")
                enabled: !root.vm.busy
                onClicked: root.vm.showKitAgain()
            }
            GlassButton {
                objectName: "proveKitLater"
                Layout.fillWidth: true
                Layout.preferredWidth: Theme.cardWidth
                text: qsTr("Later")
                Accessible.name: qsTr("Go on without showing that you kept the recovery kit")
                enabled: !root.vm.busy
                onClicked: root.vm.leaveKit()
            }
        }
        GlassText {
            Layout.fillWidth: true
            kind: "caption"
            color: Theme.textFaint
            text: qsTr("Later, this kit is not shown again. The vault's safety page takes the proof then, or makes a new kit.")
            wrapMode: Text.Wrap
        }
    }
}
