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
            kind: "small"
            text: qsTr("If this computer's keyring or your password is lost, only this key opens the vault. It is shown this once. Print it, or save it where you keep important papers, not on this computer.")
            wrapMode: Text.Wrap
        }
        Rectangle {
            Layout.fillWidth: true
            implicitHeight: key.implicitHeight + 32
            radius: Theme.radius12
            color: "#080808"
            border.width: 1
            border.color: Theme.lineStrong

            TextEdit {
                id: key

                objectName: "recoveryKit"
                anchors.left: parent.left
                anchors.right: parent.right
                anchors.margins: 16
                anchors.verticalCenter: parent.verticalCenter
                readOnly: true
                selectByMouse: true
                activeFocusOnTab: true
                text: root.vm.kit
                color: Theme.text
                selectionColor: Theme.redDeep
                font.family: Theme.monoFamily
                font.pixelSize: Theme.sizeHeading
                wrapMode: TextEdit.Wrap
                horizontalAlignment: TextEdit.AlignHCenter
                Accessible.role: Accessible.EditableText
                Accessible.name: qsTr("Recovery key")
                Accessible.readOnly: true
            }
        }
        GlassButton {
            objectName: "saveKit"
            Layout.fillWidth: true
            glyph: root.vm.kitFile !== "" ? "check" : "folder"
            text: root.vm.kitFile !== "" ? qsTr("Saved to %1").arg(root.vm.kitFile) : qsTr("Save to a file")
            enabled: !root.vm.busy
            onClicked: root.vm.askWhereToSaveKit()
        }
        GlassButton {
            objectName: "keptKit"
            Layout.fillWidth: true
            focus: true
            kind: "primary"
            text: qsTr("I kept it")
            enabled: !root.vm.busy
            onClicked: root.vm.confirmKept()
        }
    }
}
