pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Icons
import Kriptik.Ui

/* First run, recovery kit, and unlocking: one slab in the middle, nothing of the vault behind it. */
FocusScope {
    id: root

    required property UnlockViewModel vm

    GlassScroll {
        anchors.fill: parent

        Item {
            width: parent.width
            height: Math.max(root.height, slab.height + 2 * Theme.space24)

            GlassPanel {
                id: slab

                anchors.centerIn: parent
                width: Math.min(root.vm.stage === "trouble" ? Theme.sheetWidth : Theme.unlockWidth, parent.width - 2 * Theme.space24)
                height: column.implicitHeight + 2 * padding
                padding: Theme.space40
                depth: 5

                ColumnLayout {
                    id: column

                    width: parent.width
                    spacing: Theme.space16

                    AppMark {
                        Layout.bottomMargin: Theme.space8
                        size: Theme.iconTile
                    }
                    Loader {
                        id: part

                        Layout.fillWidth: true
                        focus: true
                        sourceComponent: root.vm.stage === "create" ? create : root.vm.stage === "kit" ? kit : root.vm.stage === "prove" ? prove : root.vm.stage === "locked" ? locked : root.vm.stage === "trouble" ? trouble : waiting
                        onLoaded: (item as Item).forceActiveFocus(Qt.OtherFocusReason)
                    }
                }
            }
        }
    }
    Component {
        id: create

        UnlockCreate { vm: root.vm }
    }
    Component {
        id: kit

        RecoveryKit { vm: root.vm }
    }
    Component {
        id: prove

        RecoveryProof { vm: root.vm }
    }
    Component {
        id: trouble

        UnlockTrouble { vm: root.vm.rescue as RescueViewModel }
    }
    Component {
        id: locked

        UnlockLocked { vm: root.vm }
    }
    Component {
        id: waiting

        ColumnLayout {
            spacing: Theme.space16

            GlassText {
                Layout.fillWidth: true
                kind: "display"
                text: root.vm.busy ? qsTr("Looking at the vault") : qsTr("The vault cannot be opened")
            }
            Notice {
                objectName: "unlockError"
                Layout.fillWidth: true
                text: root.vm.error
                hint: root.vm.hint
            }
            GlassButton {
                objectName: "lookAgain"
                Layout.fillWidth: true
                Layout.topMargin: Theme.space8
                implicitHeight: Theme.controlLarge
                visible: root.vm.error !== ""
                focus: visible
                kind: "primary"
                text: qsTr("Try again")
                onClicked: root.vm.refresh()
            }
        }
    }
}
