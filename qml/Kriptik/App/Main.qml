pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass
import Kriptik.Ui
import Kriptik.Views

Window {
    id: root

    required property ShellViewModel shell
    required property bool reducedMotion
    // The view-models of all screens but the first, by name; they come after the first frame, and their QML with them.
    property var parts: null

    objectName: "window"
    width: Math.min(Theme.windowWidth, Screen.desktopAvailableWidth)
    height: Math.min(Theme.windowHeight, Screen.desktopAvailableHeight - Theme.titleBar)
    minimumWidth: Theme.windowLeastWidth
    minimumHeight: Theme.windowLeastHeight
    visible: true
    color: Theme.ground
    title: qsTr("KripTik Desktop")
    onClosing: close => {
        close.accepted = false;
        shell.close();
    }
    onPartsChanged: {
        const shared = { "shell": shell, "home": parts.home, "sheet": parts.sheet, "commands": parts.commands, "proof": parts.proof };
        const vault = { "vault": parts.vault, "passport": parts.passport, "audit": parts.audit, "importing": parts.importing, "exporting": parts.exporting };
        const screens = { "unlock": parts.unlock, "health": parts.health, "newProject": parts.newProject, "build": parts.build };
        content.setSource("Screens.qml", Object.assign(screens, vault, shared, { "removal": parts.removal, "safety": parts.safety }));
        above.setSource("Overlays.qml", { "shell": shell, "sheet": parts.sheet, "commands": parts.commands, "proof": parts.proof, "removal": parts.removal, "safety": parts.safety });
    }
    onReducedMotionChanged: Theme.reducedMotion = reducedMotion
    Component.onCompleted: Theme.reducedMotion = reducedMotion

    Connections {
        target: root.shell

        function onRaiseRequested(): void {
            root.show();
            root.raise();
            root.requestActivate();
        }
        function onSaid(text: string, tone: string): void {
            toast.show(text, tone);
        }
    }
    GlassScene {
        anchors.fill: parent

        Stage {
            shown: root.shell.screen === "starting" || root.shell.screen === "failed"
            content: StartingView { vm: root.shell }
        }
        Loader {
            id: content

            anchors.fill: parent
            focus: true
        }
        overlay: [
            Loader {
                id: above

                anchors.fill: parent
            },
            Toast {
                id: toast

                // At the left, where neither the rail's buttons nor those of a sheet lie.
                objectName: "toast"
                x: Theme.railWidth + 2 * Theme.space16
                y: parent.height - height - Theme.space24
                width: Math.min(Theme.noteWidth, parent.width - x - Theme.space24)
            }
        ]
    }
}
