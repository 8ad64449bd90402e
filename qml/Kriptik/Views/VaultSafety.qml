pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* How the vault opens, where its backups are, whether it is whole, what locks it, and its end. */
FocusScope {
    id: root

    required property SafetyViewModel vm
    readonly property bool narrow: width < Theme.narrowScreen
    readonly property bool unread: !vm.loaded && vm.error !== ""
    readonly property SafetySheetViewModel sheet: vm.sheet as SafetySheetViewModel
    readonly property KitSheetViewModel kits: vm.kits as KitSheetViewModel
    readonly property bool fixed: vm.readOnly !== ""

    onVisibleChanged: vm.look(visible)
    Component.onCompleted: vm.look(visible)
    Component.onDestruction: vm?.look(false)

    GlassScroll {
        id: scroll

        objectName: "safetyScroll"
        anchors.fill: parent
        // Shadows of the panels are not cut at the edges.
        anchors.topMargin: -Theme.space16
        anchors.leftMargin: -Theme.space16
        anchors.rightMargin: -Theme.space16
        padding: Theme.space16
        visible: root.vm.loaded

        ColumnLayout {
            width: parent.width
            spacing: Theme.space16

            Notice {
                objectName: "safetyReadOnly"
                Layout.fillWidth: true
                tone: "warning"
                text: root.vm.readOnly
            }
            Notice {
                objectName: "safetyKitReminder"
                Layout.fillWidth: true
                tone: "warning"
                text: root.vm.kitKept ? "" : qsTr("Nobody has shown yet that the recovery kit was kept.")
                hint: qsTr("When the other ways are lost, only the kit opens the vault. Look whether you have it, or make a new one.")

                GlassButton {
                    objectName: "checkKitReminder"
                    text: qsTr("I have it")
                    onClicked: root.kits.askCheck()
                }
            }
            Notice {
                objectName: "safetyError"
                Layout.fillWidth: true
                text: root.vm.error
                hint: root.vm.hint
            }
            GridLayout {
                Layout.fillWidth: true
                columns: root.narrow ? 1 : 3
                columnSpacing: Theme.space16
                rowSpacing: Theme.space16
                uniformCellWidths: !root.narrow
                Accessible.role: Accessible.Grouping
                Accessible.name: qsTr("Ways to unlock")

                Repeater {
                    model: root.vm.ways

                    VaultSafetyWay {
                        Layout.fillWidth: true
                        Layout.fillHeight: true
                        vm: root.vm
                        fixed: root.fixed
                    }
                }
            }
            GridLayout {
                Layout.fillWidth: true
                columns: root.narrow ? 1 : 2
                columnSpacing: Theme.space16
                rowSpacing: Theme.space16

                ColumnLayout {
                    Layout.fillWidth: true
                    Layout.preferredWidth: Theme.space24
                    Layout.alignment: Qt.AlignTop
                    spacing: Theme.space16

                    VaultSafetyBackups {
                        Layout.fillWidth: true
                        vm: root.vm
                        fixed: root.fixed
                    }
                    VaultSafetyLocks {
                        Layout.fillWidth: true
                        vm: root.vm
                    }
                }
                ColumnLayout {
                    Layout.fillWidth: true
                    Layout.preferredWidth: Theme.space16
                    Layout.alignment: Qt.AlignTop
                    spacing: Theme.space16

                    VaultSafetyPanel {
                        Layout.fillWidth: true
                        glyph: "shield"
                        title: qsTr("Check the vault")
                        text: qsTr("Decrypts every version of every credential and walks the whole audit log. Nothing is changed.")

                        Notice {
                            objectName: "verifyReport"
                            Layout.fillWidth: true
                            tone: "success"
                            text: root.vm.report
                            hint: root.vm.reportWhen
                        }
                        GlassButton {
                            objectName: "verifyVault"
                            text: qsTr("Check now")
                            busy: root.vm.doing === "verify"
                            enabled: !root.vm.busy
                            onClicked: root.vm.verify()
                        }
                    }
                    VaultSafetyPanel {
                        Layout.fillWidth: true
                        glyph: "refresh"
                        title: qsTr("Change all keys")
                        text: qsTr("Draws new keys and encrypts everything anew. For when a password, a kit or a copy of the vault may be in wrong hands.")

                        GlassButton {
                            objectName: "changeKeys"
                            text: qsTr("Change all keys")
                            enabled: !root.vm.busy && !root.fixed
                            onClicked: root.kits.askRekey()
                        }
                    }
                    VaultSafetyPanel {
                        Layout.fillWidth: true
                        glyph: "trash"
                        edge: Theme.veil(Theme.error, Theme.toneEdge)
                        title: qsTr("Delete everything")
                        text: qsTr("Deletes the vault, its backups and its keys from this computer for good. The keys at the services go on working until you revoke them there.")

                        GlassButton {
                            objectName: "deleteEverything"
                            glyph: "trash"
                            text: qsTr("Delete everything")
                            enabled: !root.vm.busy && !root.fixed
                            onClicked: root.sheet.askDestroy()
                        }
                    }
                }
            }
        }
    }
    Loader {
        anchors.fill: parent
        active: !root.vm.loaded && !root.unread
        sourceComponent: WaitingLines {}
    }
    Loader {
        anchors.centerIn: parent
        active: root.unread
        sourceComponent: ErrorState {
            objectName: "safetyUnread"
            title: root.vm.error
            text: root.vm.hint
            onRetryAsked: root.vm.lookAgain()
        }
    }
}
