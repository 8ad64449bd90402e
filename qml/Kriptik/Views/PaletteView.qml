pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass
import Kriptik.Ui

/* The command palette over whatever screen shows; closed, the keyboard is again where it was. */
Loader {
    id: root

    required property PaletteViewModel vm
    property Item before: null

    active: vm.open
    onLoaded: before = (item as CommandPalette).before
    onActiveChanged: {
        if (active)
            return;
        if (before)
            before.forceActiveFocus(Qt.PopupFocusReason);
        before = null;
    }
    sourceComponent: CommandPalette {
        objectName: "palette"
        model: root.vm.rows
        query: root.vm.query
        emptyText: root.vm.error || (root.vm.loaded ? qsTr("Nothing is called “%1”. Try another word.").arg(query) : "")
        onQueried: text => root.vm.search(text)
        onChosen: commandId => root.vm.choose(commandId)
        onCloseAsked: root.vm.close()
    }
}
