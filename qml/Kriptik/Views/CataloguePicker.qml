pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* Finds a service by name or category and takes it, for the stack, for one need or in the place of another service;
   Enter takes the first that is not there yet. */
FocusScope {
    id: root

    required property CataloguePickViewModel vm
    property int inset: Theme.space24

    signal done

    /* Look for a service of one category; `instead` is the one whose place it takes, empty for none. */
    function look(category: string, instead: string): void {
        words.field.text = "";
        vm.begin(category, instead);
    }
    function title(): string {
        if (vm.instead !== "")
            return qsTr("%1: instead of %2").arg(vm.category).arg(vm.instead);
        return vm.category !== "" ? vm.category : qsTr("Catalogue");
    }
    function addFirst(): void {
        for (let at = 0; at < hits.count; ++at) {
            const hit = hits.itemAt(at) as GlassButton;
            if (hit && hit.enabled) {
                hit.clicked();
                return;
            }
        }
    }

    implicitHeight: column.implicitHeight + 2 * Theme.space16
    onVisibleChanged: if (visible) words.field.forceActiveFocus(Qt.TabFocusReason)
    // Before the window's own Esc, which would leave the screen.
    Keys.onShortcutOverride: event => event.accepted = event.key === Qt.Key_Escape
    Keys.onEscapePressed: done()

    Rectangle {
        anchors.fill: parent
        color: Theme.fillRest
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.hairline
        color: Theme.line
    }
    ColumnLayout {
        id: column

        x: root.inset
        y: Theme.space16
        width: parent.width - 2 * root.inset
        spacing: Theme.space12

        GlassInput {
            id: words

            objectName: "catalogueSearch"
            Layout.fillWidth: true
            focus: true
            label: root.title()
            placeholder: qsTr("Search by name or category")
            onEdited: value => root.vm.search(value)
            onAccepted: root.addFirst()
        }
        Flow {
            Layout.fillWidth: true
            visible: hits.count > 0
            spacing: Theme.space8

            Repeater {
                id: hits

                model: root.vm.hits

                GlassButton {
                    required property string integrationId
                    required property string name
                    required property string slug
                    required property bool added

                    objectName: "add_" + integrationId
                    text: added ? qsTr("%1 added").arg(name) : name
                    brand: slug
                    enabled: !added
                    Accessible.name: added ? qsTr("%1 is in the stack").arg(name) : qsTr("Add %1").arg(name)
                    onClicked: {
                        const once = root.vm.category !== "";
                        root.vm.choose(integrationId);
                        if (once)
                            root.done();
                    }
                }
            }
        }
        GlassText {
            Layout.fillWidth: true
            visible: hits.count === 0
            kind: "small"
            wrapMode: Text.Wrap
            text: qsTr("Nothing in the catalogue fits these words.")
        }
    }
}
