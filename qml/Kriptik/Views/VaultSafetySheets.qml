pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Ui

/* The sheets of the safety page, for the layer above all screens. */
Item {
    id: root

    required property SafetyViewModel vm
    readonly property SafetySheetViewModel sheet: vm.sheet as SafetySheetViewModel
    readonly property KitSheetViewModel kits: vm.kits as KitSheetViewModel

    Loader {
        anchors.fill: parent
        active: root.sheet.page !== ""
        sourceComponent: VaultSafetySheet {
            vm: root.sheet
        }
    }
    Loader {
        anchors.fill: parent
        active: root.kits.page !== ""
        sourceComponent: VaultKitSheet {
            vm: root.kits
        }
    }
}
