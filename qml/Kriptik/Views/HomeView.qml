pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* What waits for the person first, then the projects. */
FocusScope {
    id: root

    required property HomeViewModel vm
    required property HealthViewModel health
    required property ShellViewModel shell
    readonly property bool bare: vm.loaded && vm.projectCount === 0
    readonly property bool few: vm.projectCount <= 3 && vm.requestCount <= 4
    readonly property bool unread: !vm.loaded && vm.error !== ""

    // Enter, while nothing on the screen has the keyboard, does what is red.
    function goOn(): void {
        if (vm.requestCount > 0)
            vm.addFirstCredentials();
        else if (unread)
            vm.lookAgain();
        else if (vm.loaded)
            shell.showProject();
    }

    component Section: RowLayout {
        id: section

        required property string text
        required property int count

        Layout.topMargin: Theme.space16
        spacing: Theme.space8
        visible: count > 0

        GlassText {
            kind: "title"
            text: section.text
        }
        GlassText {
            kind: "title"
            font.weight: Font.Normal
            color: Theme.textFaint
            text: section.count
        }
    }

    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Home")
    Keys.onReturnPressed: goOn()
    Keys.onEnterPressed: goOn()

    GlassScroll {
        anchors.fill: parent
        // Begins where the panels of the other screens do.
        anchors.leftMargin: -Theme.space16
        padding: Theme.space32

        ColumnLayout {
            id: page

            width: Math.min(parent.width, root.few ? Theme.contentWidth : Theme.contentWide)
            anchors.horizontalCenter: parent.horizontalCenter
            spacing: Theme.space16

            RowLayout {
                id: head

                Layout.fillWidth: true
                spacing: Theme.space16

                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: Theme.space4

                    GlassText {
                        Layout.fillWidth: true
                        kind: "display"
                        text: qsTr("Home")
                    }
                    GlassText {
                        Layout.fillWidth: true
                        color: Theme.textDim
                        text: root.unread ? qsTr("Your projects could not be read.") : !root.vm.loaded ? qsTr("Reading your projects") : root.vm.requestCount === 0 ? qsTr("Nothing waits for you.") : root.vm.requestCount === 1 ? qsTr("One credential is needed before a build can go on.") : qsTr("%1 credentials are needed before builds can go on.").arg(root.vm.requestCount)
                    }
                }
                GlassButton {
                    objectName: "newProject"
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
                text: root.vm.loaded ? root.vm.error : ""
                hint: root.vm.hint
            }
            Loader {
                Layout.alignment: Qt.AlignHCenter
                Layout.topMargin: Theme.space48
                active: root.unread
                visible: active
                sourceComponent: ErrorState {
                    objectName: "homeUnread"
                    title: root.vm.error
                    text: root.vm.hint
                    onRetryAsked: root.vm.lookAgain()
                }
            }
            Section {
                text: qsTr("Credential requests")
                count: root.vm.requestCount
            }
            RequestGrid {
                Layout.fillWidth: true
                visible: root.vm.requestCount > 0
                vm: root.vm
            }
            GlassText {
                visible: root.vm.snoozed > 0
                kind: "caption"
                text: root.vm.snoozed === 1 ? qsTr("One request is put off for now.") : qsTr("%1 requests are put off for now.").arg(root.vm.snoozed)
            }
            Section {
                text: qsTr("Saved credentials that need you")
                count: root.health.count
            }
            AilingGrid {
                objectName: "ailing"
                Layout.fillWidth: true
                visible: root.health.count > 0
                vm: root.health
            }
            Section {
                text: qsTr("Projects")
                count: root.vm.projectCount
            }
            ProjectGrid {
                Layout.fillWidth: true
                visible: root.vm.projectCount > 0 || !(root.vm.loaded || root.unread)
                vm: root.vm
            }
            Loader {
                Layout.fillWidth: true
                Layout.topMargin: Math.max(Theme.space16, (root.height - 2 * Theme.space32 - head.height - height) / 3)
                active: root.bare
                visible: active
                sourceComponent: FirstProject {
                    onAsked: root.shell.showProject()
                }
            }
        }
    }
}
