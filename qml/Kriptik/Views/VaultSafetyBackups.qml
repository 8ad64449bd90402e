pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* The backups of the vault: those that are there, and what can be made of them. */
VaultSafetyPanel {
    id: root

    required property SafetyViewModel vm
    property bool fixed: false
    property bool all: false
    readonly property int few: 5
    readonly property SafetySheetViewModel sheet: vm.sheet as SafetySheetViewModel

    glyph: "layers"
    title: qsTr("Backups")
    text: qsTr("Made by itself each day something changed, encrypted as the vault is, and read again after writing. They open with the ways that the vault had then.")
    headActions: [
        IconButton {
            objectName: "openBackups"
            glyph: "folder"
            glyphSize: Theme.icon16
            size: Theme.controlSmall
            quiet: true
            text: qsTr("Open the folder of the backups")
            enabled: !root.vm.busy
            onClicked: root.vm.openFolder()
        }
    ]

    Flow {
        Layout.fillWidth: true
        spacing: Theme.space8

        GlassButton {
            objectName: "backUp"
            kind: "primary"
            text: root.vm.doing === "backUp" ? qsTr("Backing up") : qsTr("Back up now")
            busy: root.vm.doing === "backUp"
            enabled: !root.vm.busy && !root.fixed
            onClicked: root.vm.backUp()
        }
        GlassButton {
            objectName: "copyBackup"
            text: qsTr("Save a copy elsewhere")
            busy: root.vm.doing === "copyBackup"
            enabled: !root.vm.busy
            onClicked: root.vm.askWhereToCopy()
        }
        GlassButton {
            objectName: "restoreFile"
            text: qsTr("Restore from a file")
            enabled: !root.vm.busy && !root.fixed
            onClicked: root.vm.askWhatToRestore()
        }
    }
    GlassText {
        objectName: "noBackups"
        Layout.fillWidth: true
        Layout.topMargin: Theme.space8
        visible: root.vm.loaded && root.vm.backupCount === 0
        kind: "small"
        color: Theme.textFaint
        text: qsTr("There is no backup yet. The first one is made when something changes.")
        wrapMode: Text.Wrap
    }
    ColumnLayout {
        Layout.fillWidth: true
        Layout.leftMargin: -Theme.space12
        Layout.rightMargin: -Theme.space12
        visible: root.vm.backupCount > 0
        spacing: 0
        Accessible.role: Accessible.List
        Accessible.name: root.title

        Repeater {
            model: root.vm.backups

            ListRow {
                id: line

                required property int index
                required property string path
                required property string made
                required property string size
                required property string why
                required property bool verified

                objectName: "backup_" + index
                Layout.fillWidth: true
                visible: root.all || index < root.few
                title: made
                detail: why
                hint: size

                Badge {
                    anchors.verticalCenter: parent?.verticalCenter
                    text: line.verified ? qsTr("Verified") : qsTr("Not whole")
                    tone: line.verified ? "success" : "error"
                }
                GlassButton {
                    objectName: "restore_" + line.index
                    text: qsTr("Restore")
                    Accessible.name: qsTr("Restore the backup of %1").arg(line.made)
                    enabled: line.verified && !root.vm.busy && !root.fixed
                    onClicked: root.sheet.askRestore(line.path)
                }
            }
        }
    }
    GlassButton {
        objectName: "allBackups"
        visible: root.vm.backupCount > root.few
        glyph: root.all ? "chevron-up" : "chevron-down"
        text: root.all ? qsTr("Show the newest only") : qsTr("Show all %1").arg(root.vm.backupCount)
        onClicked: root.all = !root.all
    }
}
