pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* Which build this is, how it stands, and what can be done with it as a whole. */
RowLayout {
    id: root

    required property BuildViewModel vm
    required property ShellViewModel shell
    property bool narrow: false
    readonly property var tones: ({
            "running": "accent",
            "waiting_credentials": "warning",
            "vault_locked": "warning",
            "complete": "success",
            "failed": "error"
        })

    spacing: Theme.space16

    IconButton {
        objectName: "leaveBuild"
        glyph: "back"
        text: qsTr("Back to home")
        quiet: true
        onClicked: root.shell.goHome()
    }
    ColumnLayout {
        Layout.fillWidth: true
        spacing: Theme.space4

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.space12

            GlassText {
                id: project

                objectName: "buildProject"
                Layout.fillWidth: true
                Layout.maximumWidth: Math.ceil(implicitWidth)
                kind: root.narrow ? "title" : "display"
                text: root.vm.loaded ? root.vm.project : root.vm.error !== "" ? qsTr("Build") : qsTr("Opening the build")

                HoverTip {}
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
            visible: text !== ""
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
        objectName: "openFolder"
        visible: root.vm.loaded
        kind: root.vm.status === "complete" ? "primary" : "secondary"
        glyph: "folder"
        text: qsTr("Open folder")
        enabled: !root.vm.busy
        onClicked: root.vm.openFolder()
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
}
