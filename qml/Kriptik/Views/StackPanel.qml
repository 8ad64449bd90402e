pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* What the description needs, in tiles under category headings, while it is typed. */
FocusScope {
    id: root

    required property StackViewModel vm
    property int inset: Theme.space24
    property bool picking: false
    /* The cell under the pointer. */
    property string pointed: ""
    readonly property bool bare: vm.tileCount === 0 && vm.choiceCount === 0 && vm.offerCount === 0
    readonly property CataloguePickViewModel catalogue: vm.pick as CataloguePickViewModel
    readonly property bool unwritten: !vm.written

    /* An example was taken as the description. */
    signal begun

    /* The keyboard must not vanish with the control that was pressed. */
    function keepKeyboard(): void {
        (undo.visible ? undo : add).forceActiveFocus(Qt.OtherFocusReason);
    }
    /* Look in the catalogue for a service of one category, or of all. */
    function pick(category: string, instead: string): void {
        picking = true;
        picker.look(category, instead);
    }
    function putAway(): void {
        picking = false;
        picker.look("", "");
    }
    function summary(): string {
        if (patience.over)
            return qsTr("Reading the description");
        if (bare)
            return qsTr("Read on this computer only.");
        const services = vm.tileCount === 1 ? qsTr("One service") : qsTr("%1 services").arg(vm.tileCount);
        const choices = vm.choiceCount === 1 ? qsTr("one choice open") : qsTr("%1 choices open").arg(vm.choiceCount);
        const offers = qsTr("%1 optional").arg(vm.offerCount);
        return [services, vm.choiceCount > 0 ? choices : "", vm.offerCount > 0 ? offers : ""].filter(part => part !== "").join(", ");
    }

    // Analysis takes milliseconds; only one that takes longer is worth a word.
    Timer {
        id: patience

        property bool over: false

        interval: Theme.patience
        running: root.vm.analysing
        onRunningChanged: if (!running) over = false
        onTriggered: over = root.vm.analysing
    }
    // What the newest reading lacks leaves when the hands rest, so that nothing flickers between two letters.
    Timer {
        id: rest

        interval: Theme.rest
        running: root.vm.unsettled && !root.vm.analysing
        onTriggered: root.vm.settle()
    }
    Connections {
        target: root.vm

        function onTyped(): void {
            if (rest.running)
                rest.restart();
        }
    }
    GlassPanel {
        anchors.fill: parent
        padding: 0

        ColumnLayout {
            anchors.fill: parent
            spacing: 0

            PanelHeader {
                Layout.fillWidth: true
                inset: root.inset
                title: qsTr("Stack")
                textName: "stackSummary"
                text: root.summary()

                GlassButton {
                    id: undo

                    objectName: "undoRemove"
                    visible: root.vm.removedName !== ""
                    glyph: "back"
                    text: qsTr("Undo")
                    Accessible.name: qsTr("Bring %1 back").arg(root.vm.removedName)
                    onClicked: {
                        root.vm.undoRemove();
                        root.keepKeyboard();
                    }
                }
                GlassButton {
                    id: add

                    objectName: "addFromCatalogue"
                    glyph: root.picking ? "x" : "plus"
                    text: root.picking ? qsTr("Done") : qsTr("Add")
                    Accessible.name: root.picking ? qsTr("Close the catalogue") : qsTr("Add a service from the catalogue")
                    onClicked: root.picking ? root.putAway() : root.pick("", "")
                }
            }
            CataloguePicker {
                id: picker

                Layout.fillWidth: true
                visible: root.picking
                inset: root.inset
                vm: root.catalogue
                onDone: {
                    root.putAway();
                    root.keepKeyboard();
                }
            }
            Item {
                id: room

                Layout.fillWidth: true
                Layout.fillHeight: true

                GlassScroll {
                    anchors.fill: parent
                    padding: root.inset
                    visible: root.bare

                    StackEmpty {
                        width: parent.width
                        height: Math.max(implicitHeight, room.height - 2 * root.inset)
                        unwritten: root.unwritten
                        onChosen: text => {
                            root.vm.setPrompt(text);
                            root.begun();
                        }
                    }
                }
                GlassScroll {
                    anchors.fill: parent
                    padding: root.inset
                    visible: !root.bare

                    Column {
                        width: parent.width
                        spacing: Theme.space24

                        StackGrid {
                            width: parent.width
                            vm: root.vm
                            onPointed: owner => root.pointed = owner
                            onSettled: Qt.callLater(root.keepKeyboard)
                            onMoreAsked: (category, instead) => root.pick(category, instead)
                        }
                        RuledOut {
                            width: parent.width
                            visible: root.vm.ruledOutCount > 0
                            rows: root.vm.ruledOut
                            addable: true
                            onAddAsked: (key, service) => {
                                if (!service) {
                                    root.pick(key, "");
                                    return;
                                }
                                Qt.callLater(root.keepKeyboard);
                                root.vm.add(key, "");
                            }
                        }
                    }
                }
            }
            RefineBar {
                Layout.fillWidth: true
                visible: !root.unwritten
                inset: root.inset
                vm: root.vm.refining as RefiningViewModel
                able: root.vm.promptError === ""
            }
        }
    }
}
