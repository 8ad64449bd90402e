pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* A drawn recovery kit, shown this once, with its groups numbered. */
VaultSheetPage {
    id: root

    required property KitSheetViewModel vm

    glyph: "file"
    title: qsTr("Keep your new recovery kit")
    text: vm.rekeys ? qsTr("Shown this once. The old kit opens the vault until the keys are changed.") : qsTr("Shown this once. The old kit opens the vault until the next step is done.")
    action: qsTr("I kept it")
    onGoAsked: vm.goOn()

    GlassText {
        Layout.fillWidth: true
        text: qsTr("Print it, write it down, or save it where you keep important papers, not on this computer. When the other ways are lost, only this key opens the vault.")
        wrapMode: Text.Wrap
    }
    Rectangle {
        Layout.fillWidth: true
        implicitHeight: groups.implicitHeight + 2 * Theme.space20
        radius: Theme.radius12
        color: Theme.well
        border.width: Theme.hairline
        border.color: Theme.lineStrong

        GridLayout {
            id: groups

            objectName: "newKitGroups"
            anchors.centerIn: parent
            width: parent.width - 2 * Theme.space20
            columns: 7
            columnSpacing: Theme.space8
            rowSpacing: Theme.space16
            uniformCellWidths: true
            Accessible.role: Accessible.StaticText
            Accessible.name: qsTr("Recovery key: %1").arg(root.vm.kit)

            Repeater {
                model: root.vm.kit === "" ? [] : root.vm.kit.split("-")

                ColumnLayout {
                    id: group

                    required property string modelData
                    required property int index

                    Layout.fillWidth: true
                    spacing: Theme.space2

                    GlassText {
                        Layout.fillWidth: true
                        horizontalAlignment: Text.AlignHCenter
                        kind: "caption"
                        color: Theme.textFaint
                        text: group.index + 1
                        Accessible.ignored: true
                    }
                    GlassText {
                        objectName: "kitGroup_" + (group.index + 1)
                        Layout.fillWidth: true
                        horizontalAlignment: Text.AlignHCenter
                        font.family: Theme.monoFamily
                        font.pixelSize: Theme.sizeTitle
                        text: group.modelData
                        Accessible.ignored: true
                    }
                }
            }
        }
    }
    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.space12
        uniformCellSizes: true

        GlassButton {
            objectName: "saveNewKit"
            Layout.fillWidth: true
            implicitHeight: Theme.controlLarge
            glyph: root.vm.kitFile !== "" ? "check" : "folder"
            text: root.vm.kitFile !== "" ? qsTr("Saved to %1").arg(root.vm.kitFile.split(/[\\/]/).pop()) : qsTr("Save to a file")
            enabled: !root.vm.busy
            onClicked: root.vm.askWhereToSaveKit()
        }
        GlassButton {
            objectName: "printNewKit"
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
}
