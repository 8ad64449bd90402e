pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* What the description needs, in tiles under category headings, while it is typed. */
FocusScope {
    id: root

    required property NewProjectViewModel vm
    property bool picking: false

    function summary(): string {
        if (vm.tileCount === 0 && vm.choiceCount === 0)
            return qsTr("Fills while you type. Nothing leaves this computer.");
        const services = vm.tileCount === 1 ? qsTr("One service") : qsTr("%1 services").arg(vm.tileCount);
        const choices = vm.choiceCount === 1 ? qsTr("one choice open") : qsTr("%1 choices open").arg(vm.choiceCount);
        return vm.choiceCount > 0 ? qsTr("%1, %2").arg(services).arg(choices) : services;
    }

    GlassPanel {
        anchors.fill: parent
        padding: 0

        ColumnLayout {
            anchors.fill: parent
            spacing: 0

            RowLayout {
                Layout.fillWidth: true
                Layout.margins: Theme.space24
                Layout.bottomMargin: Theme.space16
                spacing: Theme.space16

                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: 2

                    GlassText {
                        Layout.fillWidth: true
                        kind: "title"
                        text: qsTr("Stack")
                    }
                    GlassText {
                        objectName: "stackSummary"
                        kind: "small"
                        Layout.fillWidth: true
                        text: root.summary()
                    }
                }
                GlassButton {
                    objectName: "undoRemove"
                    visible: root.vm.removedName !== ""
                    glyph: "refresh"
                    text: qsTr("Undo")
                    Accessible.name: qsTr("Bring %1 back").arg(root.vm.removedName)
                    onClicked: root.vm.undoRemove()
                }
                GlassButton {
                    objectName: "addFromCatalogue"
                    glyph: root.picking ? "x" : "plus"
                    text: root.picking ? qsTr("Done") : qsTr("Add")
                    Accessible.name: root.picking ? qsTr("Close the catalogue") : qsTr("Add a service from the catalogue")
                    onClicked: root.picking = !root.picking
                }
            }
            CataloguePicker {
                Layout.fillWidth: true
                Layout.leftMargin: Theme.space24
                Layout.rightMargin: Theme.space24
                Layout.bottomMargin: Theme.space16
                visible: root.picking
                vm: root.vm
                onDone: root.picking = false
            }
            Rectangle {
                Layout.fillWidth: true
                implicitHeight: 1
                color: Theme.line
            }
            Item {
                Layout.fillWidth: true
                Layout.fillHeight: true

                EmptyState {
                    anchors.centerIn: parent
                    width: Math.min(440, parent.width - 2 * Theme.space24)
                    visible: root.vm.tileCount === 0 && root.vm.choiceCount === 0
                    title: root.vm.prompt.trim() === "" ? qsTr("Describe the app to see its stack") : qsTr("No service found in the description yet")
                    text: root.vm.prompt.trim() === "" ? qsTr("Name what it does or what it should use: payments, sign-in, a database, mail, AI.") : qsTr("Go on writing, or add a service from the catalogue.")
                }
                GlassScroll {
                    id: scroll

                    anchors.fill: parent
                    padding: Theme.space24

                    Column {
                        width: parent.width
                        spacing: Theme.space16

                        Flow {
                            id: grid

                            readonly property int columns: Math.max(1, Math.min(4, Math.floor((width + Theme.space16) / 264)))
                            readonly property real cell: (width - (columns - 1) * Theme.space16) / columns

                            width: parent.width
                            spacing: Theme.space16

                            Repeater {
                                model: root.vm.stack

                                StackEntry {
                                    vm: root.vm
                                    cell: grid.cell
                                }
                            }
                        }
                        Repeater {
                            model: root.vm.ruledOut

                            GlassText {
                                required property string modelData

                                width: parent ? (parent as Item).width : 0
                                kind: "caption"
                                text: qsTr("Not used: %1").arg(modelData)
                                wrapMode: Text.Wrap
                            }
                        }
                    }
                }
            }
        }
    }
}
