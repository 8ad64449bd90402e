pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Ui

/* The keys that work everywhere in the window. */
Item {
    id: root

    required property ShellViewModel shell
    required property PaletteViewModel commands
    required property bool open
    required property bool covered

    Shortcut {
        sequence: "Ctrl+K"
        enabled: root.open && !root.covered
        onActivated: root.commands.open ? root.commands.close() : root.commands.show()
    }
    Shortcut {
        sequence: "Ctrl+N"
        enabled: root.open && !root.covered && !root.commands.open
        onActivated: root.shell.showProject()
    }
    Shortcut {
        sequence: "Ctrl+L"
        enabled: root.open
        onActivated: root.shell.lockVault()
    }
    Shortcut {
        sequence: "Esc"
        enabled: root.open && root.shell.screen !== "home" && !root.covered && !root.commands.open
        onActivated: root.shell.goHome()
    }
}
