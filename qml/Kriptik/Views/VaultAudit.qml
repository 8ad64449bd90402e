pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* Who did what with which credential, and whether the log was tampered with. */
FocusScope {
    id: root

    required property AuditViewModel vm
    readonly property bool narrow: width < Theme.narrowScreen
    readonly property bool unread: !vm.loaded && vm.error !== ""

    onVisibleChanged: vm.look(visible)
    Component.onCompleted: vm.look(visible)
    Component.onDestruction: vm?.look(false)

    ColumnLayout {
        anchors.fill: parent
        spacing: Theme.space16

        Notice {
            objectName: "auditBroken"
            Layout.fillWidth: true
            text: root.vm.broken === "" ? "" : qsTr("The chain of the audit log is broken: %1.").arg(root.vm.broken)
            hint: qsTr("Somebody changed the vault's file from outside, or the disk damaged it. What stands above that place can be trusted; compare the rest with a backup.")
        }
        Notice {
            objectName: "auditError"
            Layout.fillWidth: true
            text: root.vm.loaded ? root.vm.error : ""
            hint: root.vm.hint
        }
        GlassPanel {
            Layout.fillWidth: true
            Layout.fillHeight: true
            padding: 0
            depth: 2

            GridLayout {
                id: bar

                x: Theme.space16
                y: Theme.space12
                width: parent.width - 2 * x
                columns: root.narrow ? 1 : 2
                columnSpacing: Theme.space16
                rowSpacing: Theme.space8

                VaultAuditFilters {
                    Layout.fillWidth: true
                    vm: root.vm
                }
                RowLayout {
                    Layout.alignment: Qt.AlignRight
                    spacing: Theme.space8

                    Badge {
                        objectName: "auditChain"
                        Layout.rightMargin: Theme.space8
                        visible: root.vm.loaded
                        text: !root.vm.checked ? qsTr("Checking the chain") : !root.vm.verified ? qsTr("Chain broken") : root.vm.entries === 1 ? qsTr("Chain verified, 1 entry") : qsTr("Chain verified, %1 entries").arg(Number(root.vm.entries).toLocaleString(Qt.locale(), "f", 0))
                        tone: !root.vm.checked ? "neutral" : root.vm.verified ? "success" : "error"
                        dot: true
                    }
                    IconButton {
                        objectName: "auditAgain"
                        glyph: "refresh"
                        glyphSize: Theme.icon16
                        quiet: true
                        text: qsTr("Read the log again and check its chain")
                        onClicked: root.vm.lookAgain()
                    }
                    GlassButton {
                        objectName: "auditExport"
                        glyph: "download"
                        text: qsTr("Export")
                        Accessible.description: qsTr("Writes the whole log to a JSON file")
                        enabled: root.vm.loaded && !root.vm.busy
                        onClicked: root.vm.askWhereToExport()
                    }
                }
            }
            VaultAuditColumns {
                id: columns

                width: panel.width
            }
            Item {
                id: panel

                y: bar.y + bar.height + Theme.space12
                width: parent.width
                height: parent.height - y - Theme.hairline

                Rectangle {
                    width: parent.width
                    height: Theme.hairline
                    color: Theme.line
                }
                Item {
                    id: head

                    y: Theme.hairline
                    width: parent.width
                    height: Theme.lineHigh
                    Accessible.ignored: true

                    Repeater {
                        model: [[columns.timeX, qsTr("Time")], [columns.whatX, qsTr("What happened")], [columns.serviceX, qsTr("Service and account")], [columns.whoX, qsTr("Who asked")]]

                        GlassText {
                            required property var modelData

                            x: modelData[0]
                            anchors.verticalCenter: parent?.verticalCenter
                            kind: "label"
                            color: Theme.textFaint
                            text: modelData[1]
                            Accessible.ignored: true
                        }
                    }
                }
                VaultAuditList {
                    id: list

                    objectName: "auditRows"
                    anchors.fill: parent
                    anchors.topMargin: head.y + head.height
                    focus: true
                    vm: root.vm
                    columns: columns
                }
                ScrollFade {
                    list: list
                }
                Loader {
                    anchors.fill: list
                    active: !root.vm.loaded && !root.unread
                    sourceComponent: WaitingLines {}
                }
                Loader {
                    anchors.centerIn: list
                    active: root.unread
                    sourceComponent: ErrorState {
                        objectName: "auditUnread"
                        title: root.vm.error
                        text: root.vm.hint
                        onRetryAsked: root.vm.lookAgain()
                    }
                }
                Loader {
                    anchors.centerIn: list
                    width: Math.min(parent.width - 2 * Theme.space24, Theme.noteWidth)
                    active: root.vm.loaded && root.vm.whole && root.vm.count === 0
                    sourceComponent: EmptyState {
                        objectName: "auditEmpty"
                        glyph: root.vm.filtered ? "filter" : "history"
                        title: root.vm.filtered ? qsTr("No entry passes these filters") : qsTr("Nothing happened yet")
                        text: root.vm.filtered ? qsTr("The log is whole; only what you asked for is not in it.") : qsTr("Whatever is saved, shown, copied or used is noted here.")

                        GlassButton {
                            objectName: "auditClear"
                            visible: root.vm.filtered
                            text: qsTr("Show everything")
                            onClicked: root.vm.clearFilters()
                        }
                    }
                }
            }
        }
    }
}
