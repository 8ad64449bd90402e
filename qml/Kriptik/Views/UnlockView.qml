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
                width: Math.min(480, parent.width - 2 * Theme.space24)
                height: column.implicitHeight + 2 * padding
                padding: Theme.space32
                depth: 4

                ColumnLayout {
                    id: column

                    width: parent.width
                    spacing: Theme.space16

                    UiIcon {
                        Layout.bottomMargin: Theme.space8
                        name: root.vm.stage === "kit" ? "key" : "lock"
                        size: 36
                    }
                    Loader {
                        id: part

                        Layout.fillWidth: true
                        focus: true
                        sourceComponent: root.vm.stage === "create" ? create : root.vm.stage === "kit" ? kit : root.vm.stage === "locked" ? locked : waiting
                        onLoaded: (item as Item).forceActiveFocus(Qt.OtherFocusReason)
                    }
                    Notice {
                        objectName: "unlockError"
                        Layout.fillWidth: true
                        text: root.vm.error
                        hint: root.vm.hint
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
        id: locked

        UnlockLocked { vm: root.vm }
    }
    Component {
        id: waiting

        GlassText { text: qsTr("Looking at the vault") }
    }
}
