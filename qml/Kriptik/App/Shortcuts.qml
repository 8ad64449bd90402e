pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Ui

/* The keys that work everywhere in the window. */
Item {
    id: root

    required property ShellViewModel shell
    required property PaletteViewModel commands
    required property VaultViewModel vault
    required property bool covered

    Shortcut {
        sequence: "Ctrl+K"
        enabled: root.shell.open && !root.covered
        onActivated: root.commands.open ? root.commands.close() : root.commands.show()
    }
    Shortcut {
        sequence: "Ctrl+N"
        enabled: root.shell.open && !root.covered && !root.commands.open
        onActivated: root.shell.showProject()
    }
    Shortcut {
        sequence: "Ctrl+L"
        enabled: root.shell.open
        onActivated: root.shell.lockVault()
    }
    Shortcut {
        sequence: "Ctrl+F"
        enabled: root.shell.screen === "vault" && !root.covered && !root.commands.open
        onActivated: root.vault.askSearch()
    }
    Shortcut {
        sequence: "Esc"
        enabled: root.shell.open && root.shell.screen !== "home" && !root.covered && !root.commands.open
        onActivated: root.shell.goHome()
    }
}
