pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* What the vault holds: a list with the passport of what is chosen in it, and the vault's other pages behind tabs. */
FocusScope {
    id: root

    required property VaultViewModel vm
    required property HealthViewModel health
    required property PassportViewModel passport
    required property AuditViewModel audit
    required property SafetyViewModel safety
    required property ImportViewModel importing
    required property ExportViewModel exporting
    required property ShellViewModel shell
    readonly property bool narrow: width < Theme.narrowScreen
    readonly property bool short: height < Theme.shortScreen
    readonly property bool bare: vm.loaded && vm.total === 0
    readonly property bool unread: !vm.loaded && vm.error !== ""
    readonly property bool seen: visible && (Window.window?.visible ?? false)
    readonly property var pages: [
        {
            "id": "credentials",
            "name": qsTr("Credentials")
        },
        {
            "id": "audit",
            "name": qsTr("Audit log")
        },
        {
            "id": "safety",
            "name": qsTr("Safety")
        },
        {
            "id": "transfer",
            "name": qsTr("Import and export")
        }
    ]

    function summary(): string {
        if (unread)
            return qsTr("The vault could not be read.");
        if (!vm.loaded)
            return qsTr("Reading the vault");
        if (bare)
            return qsTr("Nothing is stored yet.");
        if (vm.narrowed)
            return qsTr("%1 of %2 credentials").arg(vm.count).arg(vm.total);
        return vm.total === 1 ? qsTr("One credential, encrypted on this computer") : qsTr("%1 credentials, encrypted on this computer").arg(vm.total);
    }

    onSeenChanged: if (!seen)
        passport.hideAll()
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Vault")

    Timer {
        interval: Theme.minute
        running: root.seen && root.vm.loaded
        repeat: true
        onTriggered: root.vm.lookAgain()
    }
    ColumnLayout {
        anchors.fill: parent
        anchors.margins: root.short ? Theme.space16 : Theme.space24
        anchors.leftMargin: Theme.space16
        spacing: root.short ? Theme.space8 : Theme.space16

        VaultHeader {
            Layout.fillWidth: true
            vm: root.vm
            health: root.health
            text: root.summary()
            small: root.short
        }
        GlassTabs {
            objectName: "vaultPages"
            Layout.fillWidth: true
            visible: root.pages.length > 1
            label: qsTr("Pages of the vault")
            options: root.pages
            value: root.vm.page
            onChosen: id => root.vm.showPage(id)
        }
        VaultCredentials {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: root.vm.page === "credentials" && !root.bare && !root.unread
            focus: visible
            vm: root.vm
            passport: root.passport
            narrow: root.narrow
            short: root.short
        }
        // The pages behind the first are made between frames, and then kept as they were left.
        Loader {
            Layout.fillWidth: true
            Layout.fillHeight: true
            active: visible || item
            asynchronous: true
            visible: root.vm.page === "audit"
            focus: visible
            sourceComponent: VaultAudit {
                vm: root.audit
            }
        }
        Loader {
            Layout.fillWidth: true
            Layout.fillHeight: true
            active: visible || item
            asynchronous: true
            visible: root.vm.page === "safety"
            focus: visible
            sourceComponent: VaultSafety {
                vm: root.safety
            }
        }
        Loader {
            Layout.fillWidth: true
            Layout.fillHeight: true
            active: root.vm.page === "transfer"
            visible: active
            focus: active
            sourceComponent: VaultTransfer {
                importing: root.importing
                exporting: root.exporting
            }
        }
        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: root.vm.page === "credentials" && (root.bare || root.unread)

            Loader {
                anchors.centerIn: parent
                active: root.bare
                sourceComponent: EmptyState {
                    objectName: "vaultEmpty"
                    glyph: "key"
                    title: qsTr("No credentials yet")
                    text: qsTr("A build asks for the ones it needs. What you add is checked with its provider, then kept here, encrypted on this computer.")

                    GlassButton {
                        objectName: "vaultNewProject"
                        kind: "primary"
                        glyph: "plus"
                        text: qsTr("New project")
                        onClicked: root.shell.showProject()
                    }
                    GlassButton {
                        objectName: "vaultImport"
                        glyph: "download"
                        text: qsTr("Import")
                        onClicked: root.vm.showPage("transfer")
                    }
                }
            }
            Loader {
                anchors.centerIn: parent
                active: root.unread
                sourceComponent: ErrorState {
                    objectName: "vaultUnread"
                    title: root.vm.error
                    text: root.vm.hint
                    onRetryAsked: root.vm.lookAgain()
                }
            }
        }
    }
}
