pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass
import Kriptik.Ui
import Kriptik.Views

/* All screens but the first, the way between them, and the keys that work on each. */
FocusScope {
    id: root

    required property ShellViewModel shell
    required property UnlockViewModel unlock
    required property HomeViewModel home
    required property HealthViewModel health
    required property NewProjectViewModel newProject
    required property CredentialSheetViewModel sheet
    required property BuildViewModel build
    required property PaletteViewModel commands
    required property ReauthenticationViewModel proof
    required property VaultViewModel vault
    required property PassportViewModel passport
    required property RemovalViewModel removal
    required property AuditViewModel audit
    required property SafetyViewModel safety
    required property ImportViewModel importing
    required property ExportViewModel exporting
    readonly property bool covered: sheet.open || proof.open || removal.open || safety.covered

    Shortcuts {
        shell: root.shell
        commands: root.commands
        vault: root.vault
        covered: root.covered
    }
    Item {
        anchors.fill: parent
        enabled: !root.covered

        Loader {
            height: parent.height
            active: root.shell.open
            sourceComponent: Rail {
                shell: root.shell
                commands: root.commands
                requests: root.home.requestCount
            }
        }
        Item {
            anchors.fill: parent
            anchors.leftMargin: root.shell.open ? Theme.railWidth + 2 * Theme.space16 : 0

            Stage {
                shown: root.shell.screen === "unlock"
                content: UnlockView { vm: root.unlock }
            }
            Stage {
                shown: root.shell.screen === "home"
                kept: root.shell.open
                content: HomeView { vm: root.home; health: root.health; shell: root.shell }
            }
            Stage {
                shown: root.shell.screen === "project"
                kept: root.shell.open
                content: NewProjectView { vm: root.newProject }
            }
            Stage {
                shown: root.shell.screen === "build"
                kept: root.shell.open
                content: BuildView { vm: root.build; shell: root.shell }
            }
            Stage {
                shown: root.shell.screen === "vault"
                kept: root.shell.open
                content: VaultView {
                    vm: root.vault
                    health: root.health
                    passport: root.passport
                    audit: root.audit
                    safety: root.safety
                    importing: root.importing
                    exporting: root.exporting
                    shell: root.shell
                }
            }
        }
    }
}
