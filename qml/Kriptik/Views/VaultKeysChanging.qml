pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* The change of keys under way. */
VaultSheetPage {
    id: root

    required property KitSheetViewModel vm

    glyph: "refresh"
    title: qsTr("Changing all keys")
    text: qsTr("Until it is done, the vault opens as before.")

    GlassText {
        Layout.fillWidth: true
        kind: "small"
        text: root.vm.progress > 0 ? qsTr("%1 percent of the rows are done.").arg(Math.floor(root.vm.progress * 100)) : qsTr("Checking that everything can be read, and making a backup.")
        wrapMode: Text.Wrap
    }
    ProgressLine {
        objectName: "rekeyProgress"
        Layout.fillWidth: true
        label: root.title
        value: root.vm.progress
    }
}
