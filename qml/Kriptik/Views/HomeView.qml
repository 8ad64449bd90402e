pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* What waits for the person first, then the projects. */
FocusScope {
    id: root

    required property HomeViewModel vm
    required property ShellViewModel shell
    readonly property int columns: Math.max(1, Math.min(3, Math.floor((page.width + Theme.space16) / 340)))
    readonly property real cell: (page.width - (columns - 1) * Theme.space16) / columns

    GlassScroll {
        id: scroll

        anchors.fill: parent
        padding: Theme.space32

        ColumnLayout {
            id: page

            width: Math.min(parent.width, Theme.contentWidth)
            anchors.horizontalCenter: parent.horizontalCenter
            spacing: Theme.space16

            RowLayout {
                Layout.fillWidth: true
                Layout.bottomMargin: Theme.space8
                spacing: Theme.space16

                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: 4

                    GlassText {
                        Layout.fillWidth: true
                        kind: "display"
                        text: qsTr("Home")
                    }
                    GlassText {
                        kind: "small"
                        Layout.fillWidth: true
                        text: root.vm.requestCount === 0 ? qsTr("Nothing waits for you.") : root.vm.requestCount === 1 ? qsTr("One credential is needed before a build can go on.") : qsTr("%1 credentials are needed before builds can go on.").arg(root.vm.requestCount)
                    }
                }
                GlassButton {
                    objectName: "newProject"
                    focus: true
                    kind: root.vm.requestCount > 0 || root.vm.projectCount === 0 ? "secondary" : "primary"
                    glyph: "plus"
                    text: qsTr("New project")
                    onClicked: root.shell.showProject()
                }
            }
            Notice {
                objectName: "homeNotice"
                Layout.fillWidth: true
                tone: "warning"
                text: root.shell.notice
            }
            Notice {
                objectName: "homeError"
                Layout.fillWidth: true
                text: root.vm.error
                hint: root.vm.hint
            }
            GlassText {
                Layout.topMargin: Theme.space8
                visible: root.vm.requestCount > 0
                kind: "title"
                text: qsTr("Credential requests")
            }
            Flow {
                Layout.fillWidth: true
                visible: root.vm.requestCount > 0
                spacing: Theme.space16

                Repeater {
                    model: root.vm.requests

                    RequestCard {
                        width: root.cell
                        height: implicitHeight
                        onAddAsked: root.vm.addCredentials(requestId)
                        onSnoozeAsked: root.vm.snooze(requestId)
                        onDismissAsked: root.vm.dismiss(requestId)
                    }
                }
            }
            GlassText {
                visible: root.vm.snoozed > 0
                kind: "caption"
                text: root.vm.snoozed === 1 ? qsTr("One request is put off for now.") : qsTr("%1 requests are put off for now.").arg(root.vm.snoozed)
            }
            GlassText {
                Layout.topMargin: Theme.space16
                visible: root.vm.projectCount > 0
                kind: "title"
                text: qsTr("Projects")
            }
            Flow {
                Layout.fillWidth: true
                visible: root.vm.projectCount > 0
                spacing: Theme.space16

                Repeater {
                    model: root.vm.projects

                    ProjectCard {
                        objectName: "project_" + name
                        width: root.cell
                        height: implicitHeight
                        onActivated: buildId !== "" ? root.vm.openBuild(buildId) : root.vm.startBuild(projectId)
                    }
                }
            }
            EmptyState {
                Layout.alignment: Qt.AlignHCenter
                Layout.topMargin: Math.max(Theme.space32, (root.height - 420) / 2)
                visible: root.vm.loaded && root.vm.projectCount === 0
                title: qsTr("No projects yet")
                text: qsTr("Describe an app, and KripTik finds the services it needs, asks for their credentials and builds the wired project.")

                GlassButton {
                    objectName: "firstProject"
                    kind: "primary"
                    text: qsTr("Describe your first app")
                    onClicked: root.shell.showProject()
                }
            }
            GlassText {
                Layout.alignment: Qt.AlignHCenter
                Layout.topMargin: Theme.space32
                visible: !root.vm.loaded
                kind: "small"
                text: qsTr("Reading your projects")
            }
        }
    }
}
