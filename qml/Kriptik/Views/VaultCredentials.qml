pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* The list and, beside it, the passport of what is chosen; where the window is narrow, one of the two. */
FocusScope {
    id: root

    required property VaultViewModel vm
    required property PassportViewModel passport
    property bool narrow: false
    property bool short: false
    property bool reading: false
    readonly property bool alone: narrow && reading

    function open(): void {
        reading = true;
        Qt.callLater(page.focusFirst);
    }
    function leave(): void {
        reading = false;
        passport.hideAll();
        list.focusList();
    }

    // Before the window's own Esc, which would leave the screen.
    Keys.onShortcutOverride: event => event.accepted = event.key === Qt.Key_Escape && alone
    Keys.onEscapePressed: event => {
        event.accepted = alone;
        if (alone)
            leave();
    }

    Connections {
        target: root.vm

        function onSearchWanted(): void {
            root.reading = false;
            filters.focusSearch();
        }
        function onPassportWanted(): void {
            root.reading = true;
        }
        function onChanged(): void {
            if (root.vm.count === 0)
                root.reading = false;
        }
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: Theme.space16

        VaultFilters {
            id: filters

            Layout.fillWidth: true
            visible: !root.alone
            narrow: root.narrow
            short: root.short
            vm: root.vm
            onDone: list.focusList()
        }
        RowLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: Theme.space16

            VaultList {
                id: list

                Layout.fillWidth: root.narrow
                Layout.fillHeight: true
                Layout.preferredWidth: Math.max(Theme.noteWidth, Math.min(Theme.paletteWidth, root.width / 3))
                visible: !root.alone
                vm: root.vm
                onOpened: root.open()
                onPointed: if (root.narrow)
                    root.open()
                onRemovalAsked: root.passport.remove()
            }
            VaultPassport {
                id: page

                Layout.fillWidth: true
                Layout.fillHeight: true
                visible: !root.narrow || root.reading
                alone: root.alone
                vm: root.passport
                onBackAsked: root.leave()
            }
        }
    }
}
