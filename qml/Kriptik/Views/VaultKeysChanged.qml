pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* What came of changing all keys. */
VaultSheetPage {
    id: root

    required property KitSheetViewModel vm

    glyph: "check"
    title: qsTr("All keys are new")
    text: vm.report
    action: qsTr("Done")
    onGoAsked: vm.close()

    GlassText {
        objectName: "rekeyReport"
        Layout.fillWidth: true
        text: root.vm.backup !== "" ? qsTr("The vault as it was before is kept as the backup %1. It still opens with the old ways.").arg(root.vm.backup) : qsTr("Older backups still open with the old ways.")
        wrapMode: Text.Wrap
    }
}
