pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* One build from intent to hand-over. */
FocusScope {
    id: root

    required property BuildViewModel vm
    required property ShellViewModel shell
    readonly property var tones: ({
            "running": "accent",
            "waiting_credentials": "warning",
            "vault_locked": "warning",
            "complete": "success",
            "failed": "error"
        })

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.space32
        anchors.leftMargin: Theme.space16
        spacing: Theme.space16

        RowLayout {
            spacing: Theme.space16

            IconButton {
                objectName: "leaveBuild"
                glyph: "back"
                text: qsTr("Back to home")
                onClicked: root.shell.goHome()
            }
            ColumnLayout {
                Layout.fillWidth: true
                spacing: 2

                RowLayout {
                    spacing: 12

                    GlassText {
                        Layout.maximumWidth: 480
                        kind: "display"
                        text: root.vm.loaded ? root.vm.project : qsTr("Opening the build")
                    }
                    Badge {
                        objectName: "buildStatus"
                        visible: root.vm.loaded
                        text: root.vm.statusText
                        tone: root.tones[root.vm.status] ?? "neutral"
                        dot: true
                    }
                }
                GlassText {
                    objectName: "buildSummary"
                    Layout.fillWidth: true
                    kind: "small"
                    text: root.vm.summary
                }
            }
            GlassButton {
                objectName: "cancelBuild"
                visible: root.vm.live
                text: qsTr("Cancel build")
                enabled: !root.vm.busy
                onClicked: root.vm.cancel()
            }
            GlassButton {
                objectName: "retryBuild"
                visible: root.vm.status === "failed"
                kind: "primary"
                glyph: "refresh"
                text: qsTr("Try again")
                enabled: !root.vm.busy
                onClicked: root.vm.retry()
            }
            GlassButton {
                objectName: "openFolder"
                visible: root.vm.loaded
                kind: root.vm.status === "complete" ? "primary" : "secondary"
                glyph: "folder"
                text: qsTr("Open folder")
                enabled: !root.vm.busy
                onClicked: root.vm.openFolder()
            }
        }
        Notice {
            objectName: "buildError"
            Layout.fillWidth: true
            text: root.vm.error || root.vm.failure
            hint: root.vm.hint
        }
        GlassPanel {
            Layout.fillWidth: true
            implicitHeight: timeline.implicitHeight + 2 * 20
            padding: 20
            depth: 2

            PhaseTimeline {
                id: timeline

                objectName: "phases"
                width: parent.width
                phases: root.vm.phases
            }
        }
        WaitStrip {
            Layout.fillWidth: true
            visible: root.vm.waitCount > 0
            vm: root.vm
        }
        RowLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: Theme.space16

            GlassPanel {
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: 3
                padding: 0
                depth: 2

                BuildTasks {
                    anchors.fill: parent
                    anchors.topMargin: Theme.space8
                    anchors.bottomMargin: Theme.space8
                    objectName: "tasks"
                    model: root.vm.tasks
                }
            }
            GlassPanel {
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: 2
                padding: 0
                depth: 2

                BuildActivity {
                    anchors.fill: parent
                    vm: root.vm
                }
            }
        }
    }
}
