pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* Where an import begins, asks for the file's password, and says afterwards what came of it. */
GlassPanel {
    id: root

    required property ImportViewModel vm
    readonly property bool locked: vm.stage === "password"

    implicitHeight: column.implicitHeight + 2 * padding

    ColumnLayout {
        id: column

        width: parent.width
        height: Math.max(implicitHeight, parent.height)
        spacing: Theme.space16

        GlassText {
            kind: "title"
            text: qsTr("Bring credentials in")
            Accessible.role: Accessible.Heading
        }
        GlassText {
            Layout.fillWidth: true
            kind: "small"
            wrapMode: Text.Wrap
            text: qsTr("The file is read by a program of its own that may use little memory and time. You see what it holds before anything is stored.")
        }
        Flow {
            Layout.fillWidth: true
            spacing: Theme.space8
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Files that can be read")

            Repeater {
                model: root.vm.formats

                Badge {
                    required property string modelData

                    text: modelData
                }
            }
        }
        Notice {
            objectName: "importDone"
            Layout.fillWidth: true
            tone: "success"
            text: root.vm.done
            hint: root.vm.sourceLeft ? qsTr("%1 still holds them in the clear.").arg(root.vm.sourceName) : ""

            GlassButton {
                objectName: "deleteSource"
                visible: root.vm.sourceLeft
                glyph: "trash"
                text: qsTr("Delete the file")
                enabled: !root.vm.busy
                onClicked: root.vm.deleteSource()
            }
        }
        SecretField {
            id: password

            objectName: "importPassword"
            Layout.fillWidth: true
            visible: root.locked
            focus: root.locked
            label: qsTr("Password of %1").arg(root.vm.sourceName)
            hint: qsTr("It opens the file and is not kept.")
            onAccepted: if (text !== "") root.vm.givePassword(text)
            onVisibleChanged: if (visible) field.forceActiveFocus(Qt.OtherFocusReason); else field.clear()
        }
        Notice {
            objectName: "importError"
            Layout.fillWidth: true
            text: root.vm.error
            hint: root.vm.hint
        }
        Item {
            Layout.fillHeight: true
        }
        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.space12

            GlassButton {
                objectName: "importPasswordGo"
                Layout.fillWidth: true
                visible: root.locked
                kind: "primary"
                text: root.vm.busy ? qsTr("Reading") : qsTr("Open the file")
                busy: root.vm.busy
                enabled: !root.vm.busy && password.text !== ""
                onClicked: root.vm.givePassword(password.text)
            }
            GlassButton {
                objectName: "chooseImport"
                Layout.fillWidth: true
                kind: root.locked ? "secondary" : "primary"
                glyph: "folder"
                text: root.vm.busy && !root.locked ? qsTr("Reading") : root.locked ? qsTr("Choose another file") : qsTr("Choose a file")
                busy: root.vm.busy && !root.locked
                enabled: !root.vm.busy
                onClicked: root.vm.chooseFile()
            }
        }
    }
}
