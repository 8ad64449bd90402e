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
    readonly property var parts: [
        {
            "what": "project",
            "label": qsTr("Project"),
            "value": vm.project,
            "options": vm.projects
        },
        {
            "what": "integration",
            "label": qsTr("Provider"),
            "value": vm.integration,
            "options": vm.integrations
        },
        {
            "what": "mode",
            "label": qsTr("Mode"),
            "value": vm.mode,
            "options": vm.modes
        },
        {
            "what": "status",
            "label": qsTr("Status"),
            "value": vm.status,
            "options": vm.states
        }
    ]

    signal done

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
    Repeater {
        model: root.parts.length

        GlassSelect {
            required property int index
            readonly property var part: root.parts[index]

            objectName: "filter_" + part.what
            Layout.fillWidth: true
            Layout.preferredWidth: Theme.tileNarrow
            label: root.short ? "" : part.label
            placeholder: part.label
            options: part.options
            value: part.value
            onChosen: id => root.vm.filterBy(part.what, id)
        }
    }
}
