pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Ui

/* The keys that work everywhere in the window. */
Item {
    id: root

    required property ShellViewModel shell
    required property bool open
    required property bool covered

    Shortcut {
        sequence: "Ctrl+N"
        enabled: root.open && !root.covered
        onActivated: root.shell.showProject()
    }
    Shortcut {
        sequence: "Ctrl+L"
        enabled: root.open
        onActivated: root.shell.lockVault()
    }
    Shortcut {
        sequence: "Esc"
        enabled: root.open && root.shell.screen !== "home" && !root.covered
        onActivated: root.shell.goHome()
    }
}
