pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Ui
import Kriptik.Views

/* What may lie above every screen: the sheets of credentials, the command palette, and who sits here. */
Item {
    id: root

    required property ShellViewModel shell
    required property CredentialSheetViewModel sheet
    required property PaletteViewModel commands
    required property ReauthenticationViewModel proof
    required property RemovalViewModel removal
    required property SafetyViewModel safety

    Loader {
        anchors.fill: parent
        active: root.shell.open && root.sheet.open
        enabled: !root.proof.open
        sourceComponent: CredentialSheet { vm: root.sheet }
    }
    Loader {
        anchors.fill: parent
        active: root.shell.open && root.removal.open
        enabled: !root.proof.open
        sourceComponent: RemovalSheet { vm: root.removal }
    }
    Loader {
        anchors.fill: parent
        active: root.shell.open && root.safety.covered
        enabled: !root.proof.open
        sourceComponent: VaultSafetySheets { vm: root.safety }
    }
    PaletteView {
        anchors.fill: parent
        vm: root.commands
    }
    Loader {
        anchors.fill: parent
        active: root.proof.open
        sourceComponent: ReauthenticationSheet { vm: root.proof }
    }
}
