pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* What is looked for: words while they are typed, and four ways to keep the rest out. */
GridLayout {
    id: root

    required property VaultViewModel vm
    property bool narrow: false
    property bool short: false
    signal done

    component Choice: GlassSelect {
        id: choice

        required property string what
        required property string title
        readonly property VaultFilters filters: parent as VaultFilters

        objectName: "filter_" + what
        Layout.fillWidth: true
        Layout.preferredWidth: Theme.tileNarrow
        label: filters?.short ? "" : title
        placeholder: title
        onChosen: id => filters.vm.filterBy(what, id)
    }

    function focusSearch(): void {
        words.field.forceActiveFocus(Qt.ShortcutFocusReason);
        words.field.selectAll();
    }

    columns: narrow ? 4 : 5
    columnSpacing: Theme.space12
    rowSpacing: Theme.space12

    GlassInput {
        id: words

        objectName: "vaultSearch"
        Layout.fillWidth: true
        Layout.columnSpan: root.narrow ? 4 : 1
        Layout.preferredWidth: Theme.cardWidth
        label: root.short ? "" : qsTr("Search")
        placeholder: qsTr("Name, account or project")
        text: root.vm.query
        trailing: Theme.controlSmall
        onEdited: value => root.vm.search(value)
        onAccepted: root.done()
        Keys.onDownPressed: root.done()
        // Before the window's own Esc, which would leave the screen.
        Keys.onShortcutOverride: event => event.accepted = event.key === Qt.Key_Escape && root.vm.query !== ""
        Keys.onEscapePressed: root.vm.search("")

        IconButton {
            objectName: "clearSearch"
            anchors.centerIn: parent
            visible: root.vm.query !== ""
            size: Theme.controlSmall
            glyphSize: Theme.icon16
            glyph: "x"
            quiet: true
            text: qsTr("Clear the search")
            onClicked: {
                root.vm.search("");
                root.focusSearch();
            }
        }
    }
    Choice {
        what: "project"
        title: qsTr("Project")
        options: root.vm.projects
        value: root.vm.project
    }
    Choice {
        what: "integration"
        title: qsTr("Provider")
        options: root.vm.integrations
        value: root.vm.integration
    }
    Choice {
        what: "mode"
        title: qsTr("Mode")
        options: root.vm.modes
        value: root.vm.mode
    }
    Choice {
        what: "status"
        title: qsTr("Status")
        options: root.vm.states
        value: root.vm.status
    }
}
