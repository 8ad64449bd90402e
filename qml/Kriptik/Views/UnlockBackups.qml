pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* Choosing a backup for a vault that cannot be used, and the way that opens it. */
FocusScope {
    id: root

    required property RescueViewModel vm
    property bool all: false
    readonly property int few: 4
    readonly property bool ready: vm.chosen !== "" && !vm.busy && (!vm.asks || typed.text !== "")

    implicitHeight: column.implicitHeight

    function go(): void {
        if (ready)
            vm.restore(typed.text);
    }

    ColumnLayout {
        id: column

        width: parent.width
        spacing: Theme.space12

        GlassText {
            kind: "heading"
            text: qsTr("Use a backup")
        }
        GlassText {
            objectName: "noBackup"
            Layout.fillWidth: true
            visible: root.vm.loaded && root.vm.count === 0 && root.vm.outside === ""
            kind: "small"
            text: qsTr("There is no backup in KripTik's own folder. If you keep one elsewhere, choose its file.")
            wrapMode: Text.Wrap
        }
        ColumnLayout {
            Layout.fillWidth: true
            visible: root.vm.count > 0
            spacing: 0
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Backups, the newest first")

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

                    objectName: "rescueBackup_" + index
                    Layout.fillWidth: true
                    visible: root.all || index < root.few
                    clickable: verified
                    enabled: verified && !root.vm.busy
                    current: path === root.vm.chosen
                    glyph: current ? "check" : "layers"
                    title: made
                    detail: why
                    hint: size
                    Accessible.checkable: verified
                    Accessible.checked: current
                    onClicked: root.vm.choose(path)

                    Badge {
                        anchors.verticalCenter: parent?.verticalCenter
                        text: line.verified ? qsTr("Verified") : qsTr("Not whole")
                        tone: line.verified ? "success" : "error"
                    }
                }
            }
        }
        GlassButton {
            objectName: "allRescueBackups"
            visible: root.vm.count > root.few && !root.all
            glyph: "chevron-down"
            text: qsTr("Show all %1").arg(root.vm.count)
            onClicked: root.all = true
        }
        ListRow {
            objectName: "rescueFile"
            Layout.fillWidth: true
            visible: root.vm.outside !== ""
            current: true
            glyph: "check"
            title: root.vm.outside.split(/[\\/]/).pop()
            detail: root.vm.outside
        }
        GlassButton {
            objectName: "chooseRescueFile"
            glyph: "folder"
            text: qsTr("Choose another file")
            enabled: !root.vm.busy
            onClicked: root.vm.askForFile()
        }
        SecretField {
            id: typed

            objectName: "rescueField"
            Layout.fillWidth: true
            visible: root.vm.chosen !== "" && root.vm.asks
            focus: visible
            label: root.vm.way === "recovery" ? qsTr("Recovery key of that time") : qsTr("Master password of that time")
            hint: root.vm.wait > 0 ? qsTr("The next try begins in %1 s.").arg(root.vm.wait) : qsTr("A backup opens with the ways that the vault had when it was made.")
            onAccepted: root.go()
        }
        Flow {
            Layout.fillWidth: true
            visible: root.vm.chosen !== "" && !root.vm.known
            spacing: Theme.space8

            GlassButton {
                objectName: "rescueByPassword"
                visible: root.vm.way !== "password"
                glyph: "lock"
                text: qsTr("Use the master password")
                enabled: !root.vm.busy
                onClicked: root.vm.useWay("password")
            }
            GlassButton {
                objectName: "rescueByKeyring"
                visible: root.vm.way !== "keyring"
                glyph: "key"
                text: qsTr("Use this computer's keyring")
                enabled: !root.vm.busy
                onClicked: root.vm.useWay("keyring")
            }
            GlassButton {
                objectName: "rescueByKit"
                visible: root.vm.way !== "recovery"
                glyph: "file"
                text: qsTr("Use the recovery kit")
                enabled: !root.vm.busy
                onClicked: root.vm.useWay("recovery")
            }
        }
        Notice {
            objectName: "rescueError"
            Layout.fillWidth: true
            text: root.vm.error
            hint: root.vm.hint
        }
        GlassButton {
            objectName: "restoreBackup"
            Layout.fillWidth: true
            Layout.topMargin: Theme.space8
            implicitHeight: Theme.controlLarge
            visible: root.vm.chosen !== ""
            focus: visible && !typed.visible
            kind: "primary"
            text: !root.vm.busy ? qsTr("Put this backup in its place") : root.vm.wait > 0 ? qsTr("Waiting %1 s").arg(root.vm.wait) : qsTr("Checking the backup")
            busy: root.vm.busy
            enabled: root.ready
            onClicked: root.go()
        }
        GlassText {
            Layout.fillWidth: true
            visible: root.vm.chosen !== ""
            kind: "caption"
            color: Theme.textFaint
            text: qsTr("The backup is opened and checked first. The present file is kept beside the backups.")
            wrapMode: Text.Wrap
        }
    }
}
