pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Ui
import Kriptik.Views

/* What may lie above every screen: the credential sheet and the command palette. */
Item {
    id: root

    required property ShellViewModel shell
    required property CredentialSheetViewModel sheet
    required property PaletteViewModel commands

    Loader {
        anchors.fill: parent
        active: root.shell.open && root.sheet.open
        sourceComponent: CredentialSheet { vm: root.sheet }
    }
    PaletteView {
        anchors.fill: parent
        vm: root.commands
    }
}
