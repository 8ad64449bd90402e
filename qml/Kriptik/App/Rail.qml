pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass
import Kriptik.Icons
import Kriptik.Ui

/* The way between screens: three small things along the edge, no higher than what they hold. */
Item {
    id: root

    required property ShellViewModel shell
    required property PaletteViewModel commands
    required property int requests

    component Island: GlassPanel {
        x: Theme.space16
        width: Theme.railWidth
        padding: Theme.space8
        depth: 2
    }

    width: Theme.railWidth + Theme.space16

    AppMark {
        x: Theme.space16 + (Theme.railWidth - width) / 2
        y: Theme.space32
        size: Theme.railMark
    }
    Island {
        y: Theme.space32 + Theme.railMark + Theme.space24
        height: places.height + 2 * padding

        Column {
            id: places

            spacing: Theme.space4

            RailButton {
                objectName: "goHome"
                glyph: "home"
                word: qsTr("Home")
                text: root.requests > 0 ? qsTr("Home, credential requests: %1").arg(root.requests) : qsTr("Home")
                count: root.requests
                current: root.shell.screen === "home" || root.shell.screen === "build"
                onClicked: root.shell.goHome()
            }
            RailButton {
                objectName: "goNewProject"
                glyph: "plus"
                word: qsTr("New")
                text: qsTr("New project")
                current: root.shell.screen === "project"
                onClicked: root.shell.showProject()
            }
            RailButton {
                objectName: "goVault"
                glyph: "key"
                word: qsTr("Vault")
                text: qsTr("Vault")
                current: root.shell.screen === "vault"
                onClicked: root.shell.showVault()
            }
            RailButton {
                objectName: "goFind"
                glyph: "search"
                word: qsTr("Find")
                text: qsTr("Find anything by its name")
                current: root.commands.open
                onClicked: root.commands.show()
            }
        }
    }
    Island {
        y: root.height - height - Theme.space16
        height: lock.height + 2 * padding

        RailButton {
            id: lock

            objectName: "lockVault"
            glyph: "lock"
            word: qsTr("Lock")
            text: qsTr("Lock the vault")
            onClicked: root.shell.lockVault()
        }
    }
}
