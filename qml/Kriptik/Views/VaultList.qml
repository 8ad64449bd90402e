pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kriptik.Glass
import Kriptik.Ui

/* The credentials that are meant, one of which is chosen. Arrow keys choose, Enter goes to the passport. */
GlassPanel {
    id: root

    required property VaultViewModel vm

    signal opened
    signal pointed
    signal removalAsked

    function focusList(): void {
        list.forceActiveFocus(Qt.TabFocusReason);
    }
    function turned(key: int): bool {
        const page = Math.max(1, Math.floor(list.height / (Theme.rowHeight + Theme.space24)) - 1);
        const at = vm.chosenIndex;
        const places = new Map([[Qt.Key_Up, at - 1], [Qt.Key_Down, at + 1], [Qt.Key_PageUp, at - page], [Qt.Key_PageDown, at + page], [Qt.Key_Home, 0], [Qt.Key_End, vm.count - 1]]);
        if (places.has(key))
            vm.chooseAt(places.get(key));
        else if (key === Qt.Key_Return || key === Qt.Key_Enter || key === Qt.Key_Space)
            opened();
        else if (key === Qt.Key_Delete)
            removalAsked();
        else
            return false;
        return true;
    }

    implicitWidth: Theme.noteWidth
    implicitHeight: Theme.paletteHeight
    padding: Theme.hairline
    depth: 2

    Connections {
        target: root.vm

        function onChanged(): void {
            list.currentIndex = root.vm.chosenIndex;
        }
    }
    ListView {
        id: list

        objectName: "credentials"
        anchors.fill: parent
        clip: true
        focus: true
        activeFocusOnTab: root.vm.count > 0
        reuseItems: true
        boundsBehavior: Flickable.StopAtBounds
        keyNavigationEnabled: false
        highlightMoveDuration: 0
        highlightFollowsCurrentItem: true
        model: root.vm.rows
        header: Item {
            implicitHeight: Theme.space8
        }
        footer: Item {
            implicitHeight: Theme.space8
        }
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Credentials")
        T.ScrollBar.vertical: GlassScrollBar {}
        Component.onCompleted: currentIndex = root.vm.chosenIndex
        Keys.onPressed: event => event.accepted = root.turned(event.key)

        delegate: CredentialLine {
            width: ListView.view.width
            current: index === root.vm.chosenIndex
            focused: list.activeFocus
            onClicked: {
                list.forceActiveFocus(Qt.MouseFocusReason);
                root.vm.chooseAt(index);
                root.pointed();
            }
        }
    }
    ScrollFade {
        list: list
        topRadius: Theme.radius16
    }
    Loader {
        anchors.fill: parent
        active: !root.vm.loaded && root.vm.error === ""
        sourceComponent: WaitingLines {}
    }
    Loader {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.space24, Theme.noteWidth)
        active: root.vm.loaded && root.vm.count === 0
        sourceComponent: EmptyState {
            objectName: "nothingFound"
            glyph: "search"
            title: root.vm.query === "" ? qsTr("Nothing passes these filters") : qsTr("Nothing fits “%1”").arg(root.vm.query)
            text: qsTr("Try fewer letters, or let everything pass again.")

            GlassButton {
                objectName: "showAll"
                text: qsTr("Show all credentials")
                onClicked: root.vm.showAll()
            }
        }
    }
}
