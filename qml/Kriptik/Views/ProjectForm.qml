pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* Description, name, folder, mode: all that a build needs to begin. */
FocusScope {
    id: root

    required property NewProjectViewModel vm
    readonly property StackViewModel stack: vm.stack as StackViewModel
    readonly property OpenedFolderViewModel folder: vm.openedFolder as OpenedFolderViewModel
    property int inset: Theme.space24
    /* The cell of the stack under the pointer: its words are lit. */
    property string pointed: ""

    function begin(): void {
        if (vm.ready && !vm.busy)
            vm.startBuild();
    }
    /* Go on writing at the end of the description. */
    function write(): void {
        prompt.area.forceActiveFocus(Qt.OtherFocusReason);
        prompt.area.cursorPosition = prompt.area.length;
    }
    function missing(): string {
        if (stack.promptError !== "")
            return qsTr("The description cannot be read.");
        if (!stack.written && stack.tileCount === 0)
            return qsTr("It needs a description.");
        return vm.name.trim() === "" ? qsTr("It needs a name.") : qsTr("It needs a folder.");
    }
    function askText(): string {
        if (stack.askedCount === 0)
            return qsTr("Asks for no credentials.");
        return stack.askedCount === 1 ? qsTr("Will ask for the credentials of one service.") : qsTr("Will ask for the credentials of %1 services.").arg(stack.askedCount);
    }

    LineSpacing {
        document: prompt.area.textDocument
        share: Theme.leading
    }
    Shortcut {
        sequences: ["Ctrl+Return", "Ctrl+Enter"]
        enabled: root.visible && root.enabled
        onActivated: root.begin()
    }
    GlassPanel {
        anchors.fill: parent
        padding: 0

        ColumnLayout {
            anchors.fill: parent
            spacing: 0

            PanelHeader {
                Layout.fillWidth: true
                inset: root.inset
                title: qsTr("New project")
                text: qsTr("Words become a stack, then a build.")

                GlassButton {
                    objectName: "openFolder"
                    glyph: "folder"
                    text: qsTr("Open a folder")
                    Accessible.description: qsTr("Finds what code that is there already needs")
                    onClicked: root.folder.choose()
                }
            }
            GlassScroll {
                id: scroll

                Layout.fillWidth: true
                Layout.fillHeight: true
                padding: root.inset

                ColumnLayout {
                    width: parent.width
                    spacing: Theme.space20

                    GlassTextArea {
                        id: prompt

                        objectName: "prompt"
                        Layout.fillWidth: true
                        Layout.preferredHeight: Math.max(Theme.editorMin, Math.min(Theme.editorMax, scroll.height * 0.6, area.contentHeight + Theme.space48 + Theme.space24))
                        focus: true
                        label: qsTr("Describe the app")
                        placeholder: qsTr("For example: a SaaS with Stripe subscriptions, Google sign-in, a Supabase database and GPT summaries of meeting notes")
                        text: root.stack.prompt
                        problem: root.stack.promptError
                        onEdited: value => root.stack.typePrompt(value)

                        PromptMarks {
                            parent: prompt.area
                            area: prompt.area
                            marks: root.stack.marks
                            pointed: root.pointed
                        }
                    }
                    PromptLegend {
                        Layout.fillWidth: true
                        Layout.topMargin: -Theme.space8
                        named: root.stack.tileCount > 0 || root.stack.offerCount > 0
                        open: root.stack.choiceCount > 0
                        out: root.stack.ruledOutCount > 0
                    }
                    GlassInput {
                        objectName: "projectName"
                        Layout.fillWidth: true
                        label: qsTr("Name")
                        placeholder: qsTr("Meeting notes")
                        text: root.vm.name
                        onEdited: value => root.vm.setName(value)
                        onAccepted: root.begin()
                    }
                    GlassInput {
                        objectName: "projectFolder"
                        Layout.fillWidth: true
                        label: qsTr("Folder")
                        placeholder: qsTr("An empty or new folder")
                        text: root.vm.folder
                        trailing: Theme.controlSmall
                        onEdited: value => root.vm.setFolder(value)
                        onAccepted: root.begin()

                        IconButton {
                            objectName: "pickFolder"
                            anchors.centerIn: parent
                            size: Theme.controlSmall
                            glyphSize: Theme.icon16
                            glyph: "folder"
                            text: qsTr("Choose a folder")
                            onClicked: root.vm.askForFolder()
                        }
                    }
                    ColumnLayout {
                        Layout.fillWidth: true
                        spacing: Theme.space8

                        GlassText {
                            kind: "label"
                            font.pixelSize: Theme.sizeSmall
                            text: qsTr("Mode")
                            Accessible.ignored: true
                        }
                        Segments {
                            objectName: "mode"
                            Layout.fillWidth: true
                            label: qsTr("Mode: which keys the build asks for")
                            options: [
                                {
                                    "id": "test",
                                    "name": qsTr("Test")
                                },
                                {
                                    "id": "live",
                                    "name": qsTr("Live")
                                }
                            ]
                            value: root.vm.mode
                            onChosen: id => root.vm.setMode(id)
                        }
                        GlassText {
                            objectName: "modeHint"
                            Layout.fillWidth: true
                            kind: "caption"
                            color: root.vm.mode === "live" ? Theme.warning : Theme.textFaint
                            wrapMode: Text.Wrap
                            text: root.vm.mode === "live" ? qsTr("The build asks for live keys: real customers, real money.") : qsTr("The build asks for test or sandbox keys where a service has them.")
                        }
                    }
                }
            }
            Rectangle {
                Layout.fillWidth: true
                implicitHeight: Theme.hairline
                color: Theme.line
            }
            ColumnLayout {
                Layout.fillWidth: true
                Layout.margins: root.inset
                Layout.topMargin: Theme.space16
                spacing: Theme.space12

                Notice {
                    objectName: "projectError"
                    Layout.fillWidth: true
                    text: root.vm.error || root.folder.error
                    hint: root.vm.error !== "" ? root.vm.hint : root.folder.hint
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
                GlassText {
                    objectName: "askText"
                    Layout.fillWidth: true
                    kind: "caption"
                    horizontalAlignment: Text.AlignHCenter
                    wrapMode: Text.Wrap
                    text: root.vm.ready && root.stack.promptError === "" ? root.askText() : root.missing()
                }
            }
        }
    }
}
