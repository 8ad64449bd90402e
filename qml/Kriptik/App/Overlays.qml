pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Ui
import Kriptik.Views

/* What may lie above every screen: the credential sheet, the command palette, and who sits here. */
Item {
    id: root

    required property ShellViewModel shell
    required property CredentialSheetViewModel sheet
    required property PaletteViewModel commands
    required property ReauthenticationViewModel proof

    Loader {
        anchors.fill: parent
        active: root.shell.open && root.sheet.open
        enabled: !root.proof.open
        sourceComponent: CredentialSheet { vm: root.sheet }
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
