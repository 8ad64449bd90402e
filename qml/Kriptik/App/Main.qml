pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass
import Kriptik.Ui
import Kriptik.Views

Window {
    id: root

    required property ShellViewModel shell
    required property UnlockViewModel unlock
    required property HomeViewModel home
    required property NewProjectViewModel newProject
    required property CredentialSheetViewModel sheet
    required property BuildViewModel build
    required property PaletteViewModel commands
    required property bool reducedMotion
    readonly property bool open: ["home", "project", "build"].indexOf(shell.screen) >= 0

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
    Shortcuts {
        shell: root.shell
        commands: root.commands
        open: root.open
        covered: root.sheet.open
    }
    GlassScene {
        anchors.fill: parent

        Item {
            anchors.fill: parent
            enabled: !root.sheet.open

            Loader {
                height: parent.height
                active: root.open
                sourceComponent: Rail {
                    shell: root.shell
                    commands: root.commands
                    requests: root.home.requestCount
                }
            }
            Item {
                anchors.fill: parent
                anchors.leftMargin: root.open ? Theme.railWidth + 2 * Theme.space16 : 0

                Stage {
                    shown: root.shell.screen === "starting" || root.shell.screen === "failed"
                    content: StartingView { vm: root.shell }
                }
                Stage {
                    shown: root.shell.screen === "unlock"
                    content: UnlockView { vm: root.unlock }
                }
                Stage {
                    shown: root.shell.screen === "home"
                    kept: root.open
                    content: HomeView { vm: root.home; shell: root.shell }
                }
                Stage {
                    shown: root.shell.screen === "project"
                    kept: root.open
                    content: NewProjectView { vm: root.newProject }
                }
                Stage {
                    shown: root.shell.screen === "build"
                    kept: root.open
                    content: BuildView { vm: root.build; shell: root.shell }
                }
            }
        }
        overlay: [
            Loader {
                anchors.fill: parent
                active: root.open && root.sheet.open
                sourceComponent: CredentialSheet { vm: root.sheet }
            },
            PaletteView {
                anchors.fill: parent
                vm: root.commands
            },
            Toast {
                id: toast

                objectName: "toast"
                x: (parent.width - width) / 2
                y: parent.height - height - Theme.space24
                width: Math.min(Theme.paletteWidth, parent.width - 2 * Theme.space24)
            }
        ]
    }
}
