pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* Description, name, folder, mode: all that a build needs to begin. */
FocusScope {
    id: root

    required property NewProjectViewModel vm

    GlassPanel {
        anchors.fill: parent
        padding: 0

        GlassScroll {
            id: scroll

            anchors.fill: parent
            padding: Theme.space24

            ColumnLayout {
                width: parent.width
                height: Math.max(implicitHeight, scroll.height - 2 * Theme.space24)
                spacing: Theme.space16

                GlassText {
                    kind: "display"
                    text: qsTr("New project")
                }
                GlassTextArea {
                    objectName: "prompt"
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    Layout.minimumHeight: 120
                    focus: true
                    label: qsTr("Describe the app")
                    placeholder: qsTr("For example: a SaaS with Stripe subscriptions, Google sign-in, a Supabase database and GPT summaries of meeting notes")
                    text: root.vm.prompt
                    problem: root.vm.promptError
                    onEdited: value => root.vm.setPrompt(value)
                }
                GlassInput {
                    objectName: "projectName"
                    Layout.fillWidth: true
                    label: qsTr("Name")
                    placeholder: qsTr("Meeting notes")
                    text: root.vm.name
                    onEdited: value => root.vm.setName(value)
                    onAccepted: root.vm.startBuild()
                }
                GlassInput {
                    objectName: "projectFolder"
                    Layout.fillWidth: true
                    label: qsTr("Folder")
                    placeholder: qsTr("An empty or new folder")
                    text: root.vm.folder
                    trailing: 36
                    onEdited: value => root.vm.setFolder(value)
                    onAccepted: root.vm.startBuild()

                    IconButton {
                        objectName: "pickFolder"
                        anchors.centerIn: parent
                        size: 32
                        glyphSize: 18
                        glyph: "folder"
                        text: qsTr("Choose a folder")
                        onClicked: root.vm.askForFolder()
                    }
                }
                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: 6

                    GlassText {
                        kind: "label"
                        font.pixelSize: Theme.sizeSmall
                        text: qsTr("Credentials")
                    }
                    Segments {
                        objectName: "mode"
                        Layout.fillWidth: true
                        label: qsTr("Which credentials the project uses")
                        options: [
                            {
                                "id": "test",
                                "name": qsTr("Test mode")
                            },
                            {
                                "id": "live",
                                "name": qsTr("Live mode")
                            }
                        ]
                        value: root.vm.mode
                        onChosen: id => root.vm.setMode(id)
                    }
                }
                Notice {
                    objectName: "projectError"
                    Layout.fillWidth: true
                    text: root.vm.error
                    hint: root.vm.hint
                }
                GlassButton {
                    objectName: "startBuild"
                    Layout.fillWidth: true
                    kind: "primary"
                    glyph: "play"
                    text: root.vm.busy ? qsTr("Starting") : qsTr("Start build")
                    busy: root.vm.busy
                    enabled: !root.vm.busy && root.vm.ready
                    onClicked: root.vm.startBuild()
                }
            }
        }
    }
}
