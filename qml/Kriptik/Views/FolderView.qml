pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* A folder with somebody's code: what it needs, with file and line, and the credentials for it. */
FocusScope {
    id: root

    required property OpenedFolderViewModel vm
    property int inset: Theme.space24
    readonly property bool reading: vm.state === "reading"

    function summary(): string {
        const services = vm.count === 1 ? qsTr("One service") : qsTr("%1 services").arg(vm.count);
        return qsTr("%1 in %2 files").arg(vm.count === 0 ? qsTr("No service") : services).arg(vm.files);
    }
    function promise(): string {
        if (vm.connected === 0)
            return qsTr("Reading changed nothing. The first credential adds kriptik.toml to the folder; code is never written.");
        return vm.needed === 0 ? qsTr("All that the code runs on is connected.") : qsTr("%1 of %2 connected.").arg(vm.connected).arg(vm.connected + vm.needed);
    }

    // Before the window's own Esc, which would leave the screen.
    Keys.onShortcutOverride: event => event.accepted = event.key === Qt.Key_Escape
    Keys.onEscapePressed: vm.leave()
    onReadingChanged: if (!reading) again.forceActiveFocus(Qt.OtherFocusReason)

    GlassPanel {
        anchors.fill: parent
        padding: 0

        ColumnLayout {
            anchors.fill: parent
            spacing: 0

            PanelHeader {
                Layout.fillWidth: true
                inset: root.inset
                title: root.vm.name
                textName: "folderPlace"
                text: root.vm.place

                GlassButton {
                    id: again

                    objectName: "otherFolder"
                    visible: !root.reading
                    glyph: "folder"
                    text: qsTr("Other folder")
                    onClicked: root.vm.choose()
                }
                GlassButton {
                    objectName: "leaveFolder"
                    focus: true
                    glyph: "x"
                    text: root.reading ? qsTr("Cancel") : qsTr("Close")
                    onClicked: root.vm.leave()
                }
            }
            Item {
                Layout.fillWidth: true
                Layout.fillHeight: true
                visible: root.reading

                Column {
                    anchors.centerIn: parent
                    spacing: Theme.space16

                    Spinner {
                        anchors.horizontalCenter: parent.horizontalCenter
                        size: Theme.icon32
                    }
                    GlassText {
                        anchors.horizontalCenter: parent.horizontalCenter
                        kind: "heading"
                        text: qsTr("Reading the code")
                    }
                    GlassText {
                        objectName: "filesRead"
                        anchors.horizontalCenter: parent.horizontalCenter
                        kind: "small"
                        text: qsTr("%1 files so far. Names of variables and packages are read, never values.").arg(root.vm.files)
                        Accessible.role: Accessible.ProgressBar
                    }
                }
            }
            GlassScroll {
                Layout.fillWidth: true
                Layout.fillHeight: true
                padding: root.inset
                visible: !root.reading

                Column {
                    x: Math.max(0, (parent.width - width) / 2)
                    width: Math.min(parent.width, Theme.contentWidth)
                    spacing: Theme.space16

                    GlassText {
                        objectName: "folderSummary"
                        kind: "label"
                        font.pixelSize: Theme.sizeSmall
                        text: root.summary()
                        Accessible.role: Accessible.Heading
                    }
                    Repeater {
                        model: root.vm.rows

                        FolderService {
                            width: parent ? parent.width : 0
                            busy: root.vm.busy
                            onCredentialsAsked: root.vm.addCredentials(integrationId)
                        }
                    }
                    Repeater {
                        model: root.vm.choices

                        FolderChoice {
                            width: parent ? parent.width : 0
                            onChosen: id => root.vm.decide(key, id)
                        }
                    }
                    EmptyState {
                        width: parent.width
                        visible: root.vm.count === 0 && root.vm.choiceCount === 0
                        title: qsTr("No service found in the code")
                        text: qsTr("Packages, imports and variables of the files were compared with the catalogue.")
                    }
                    Repeater {
                        model: root.vm.notes

                        GlassText {
                            required property string modelData

                            width: parent ? parent.width : 0
                            kind: "caption"
                            color: Theme.textFaint
                            wrapMode: Text.Wrap
                            text: modelData
                        }
                    }
                }
            }
            Rectangle {
                Layout.fillWidth: true
                implicitHeight: Theme.hairline
                color: Theme.line
                visible: !root.reading
            }
            ColumnLayout {
                Layout.fillWidth: true
                Layout.margins: root.inset
                Layout.topMargin: Theme.space16
                Layout.bottomMargin: Theme.space16
                visible: !root.reading
                spacing: Theme.space12

                Notice {
                    objectName: "folderError"
                    Layout.fillWidth: true
                    text: root.vm.error
                    hint: root.vm.hint
                }
                RowLayout {
                    Layout.fillWidth: true
                    spacing: Theme.space16

                    GlassText {
                        objectName: "folderPromise"
                        Layout.fillWidth: true
                        kind: "caption"
                        wrapMode: Text.Wrap
                        text: root.promise()
                    }
                    GlassButton {
                        objectName: "writeEnv"
                        kind: "primary"
                        glyph: "file"
                        text: qsTr("Write .env")
                        enabled: root.vm.connected > 0 && !root.vm.busy
                        onClicked: root.vm.writeEnv()
                    }
                }
            }
        }
    }
}
