pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* Shown once, after the vault was made: the one way in when everything else is lost. */
FocusScope {
    id: root

    required property UnlockViewModel vm

    implicitHeight: column.implicitHeight

    ColumnLayout {
        id: column

        width: parent.width
        spacing: Theme.space16

        GlassText {
            kind: "display"
            text: qsTr("Keep your recovery kit")
        }
        GlassText {
            Layout.fillWidth: true
            color: Theme.textDim
            text: qsTr("If this computer's keyring or your password is lost, only this key opens the vault. It is shown this once. Print it, copy it onto paper, or save it as a file to keep on another device. You are asked for two of its groups next.")
            wrapMode: Text.Wrap
        }
        Rectangle {
            Layout.fillWidth: true
            Layout.topMargin: Theme.space8
            implicitHeight: key.implicitHeight + 2 * Theme.space20
            radius: Theme.radius12
            color: Theme.well
            border.width: Theme.hairline
            border.color: key.activeFocus ? Theme.redText : Theme.lineStrong

            TextMetrics {
                id: half

                font: key.font
                text: root.vm.kit.slice(0, Math.ceil(root.vm.kit.length / 2))
            }
            TextEdit {
                id: key

                objectName: "recoveryKit"
                anchors.centerIn: parent
                width: Math.min(parent.width - 2 * Theme.space20, Math.ceil(half.advanceWidth) + Theme.space4)
                readOnly: true
                selectByMouse: true
                activeFocusOnTab: true
                text: root.vm.kit
                color: Theme.text
                selectionColor: Theme.redDeep
                font.family: Theme.monoFamily
                font.pixelSize: Theme.sizeTitle
                wrapMode: TextEdit.WrapAnywhere
                horizontalAlignment: TextEdit.AlignLeft
                Accessible.role: Accessible.EditableText
                Accessible.name: qsTr("Recovery key")
                Accessible.readOnly: true
            }
        }
        Notice {
            objectName: "unlockError"
            Layout.fillWidth: true
            text: root.vm.error
            hint: root.vm.hint
        }
        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.space12
            uniformCellSizes: true

            GlassButton {
                objectName: "saveKit"
                Layout.fillWidth: true
                implicitHeight: Theme.controlLarge
                glyph: root.vm.kitFile !== "" ? "check" : "folder"
                text: root.vm.kitFile !== "" ? qsTr("Saved to a file") : qsTr("Save to a file")
                enabled: !root.vm.busy
                onClicked: root.vm.askWhereToSaveKit()
            }
            GlassButton {
                objectName: "printKit"
                Layout.fillWidth: true
                implicitHeight: Theme.controlLarge
                glyph: root.vm.kitPrinted ? "check" : "file"
                text: root.vm.kitPrinted ? qsTr("Sent to the printer") : qsTr("Print")
                enabled: !root.vm.busy
                onClicked: root.vm.askWhereToPrintKit()
            }
        }
        GlassText {
            Layout.fillWidth: true
            visible: text !== ""
            kind: "caption"
            text: root.vm.kitFile
            wrapMode: Text.WrapAnywhere
        }
        GlassButton {
            objectName: "keptKit"
            Layout.fillWidth: true
            implicitHeight: Theme.controlLarge
            focus: true
            kind: "primary"
            text: qsTr("I kept it")
            enabled: !root.vm.busy
            onClicked: root.vm.confirmKept()
        }
    }
}
