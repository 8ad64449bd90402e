pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Forms
import Kriptik.Glass
import Kriptik.Icons
import Kriptik.Ui

/* Getting one credential: where to find it, the fields, and what the provider says of it. */
GlassSheet {
    id: root

    required property CredentialSheetViewModel vm

    objectName: "credentialSheet"
    title: qsTr("Credentials for %1").arg(vm.title)
    focus: true
    onCloseAsked: vm.close()

    header: RowLayout {
        x: Theme.space24
        width: parent.width - 2 * Theme.space24
        height: 80
        spacing: Theme.space16

        BrandIcon {
            slug: root.vm.icon
            size: 32
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0

            GlassText {
                Layout.fillWidth: true
                kind: "title"
                text: root.vm.title
            }
            GlassText {
                Layout.fillWidth: true
                visible: text !== ""
                kind: "small"
                text: root.vm.reason
            }
        }
        Badge {
            visible: root.vm.modeLabel !== ""
            text: root.vm.modeLabel
            tone: root.vm.mode === "live" ? "warning" : "neutral"
            dot: true
        }
        IconButton {
            objectName: "closeSheet"
            glyph: "x"
            quiet: true
            glyphSize: 16
            text: qsTr("Close")
            enabled: !root.vm.busy
            onClicked: root.vm.close()
        }
    }

    ColumnLayout {
        width: parent.width
        spacing: Theme.space16

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.space16

            GlassText {
                Layout.fillWidth: true
                kind: "small"
                text: root.vm.note
                wrapMode: Text.Wrap
            }
            GlassButton {
                objectName: "fetchCredentials"
                glyph: "external"
                text: root.vm.fetching ? qsTr("Open again") : qsTr("Fetch Credentials")
                enabled: !root.vm.busy
                onClicked: root.vm.fetchCredentials()
            }
        }
        DashboardSteps {
            objectName: "steps"
            Layout.fillWidth: true
            visible: root.vm.fetching
            title: qsTr("Copy your credentials from %1").arg(root.vm.title)
            steps: root.vm.steps
        }
        GlassInput {
            objectName: "callbackUrl"
            Layout.fillWidth: true
            visible: root.vm.callbackUrl !== ""
            label: qsTr("Address to register at %1").arg(root.vm.title)
            text: root.vm.callbackUrl
            field.readOnly: true
        }
        CredentialForm {
            Layout.fillWidth: true
            fields: root.vm.fields
            locked: root.vm.busy
            onEdited: (name, value) => root.vm.edit(name, value)
            onAccepted: root.vm.save()
        }
        DashboardSteps {
            Layout.fillWidth: true
            visible: root.vm.leastPrivilege.length > 0
            title: qsTr("The weakest key that still does the work")
            steps: root.vm.leastPrivilege
        }
    }

    footer: ColumnLayout {
        x: Theme.space24
        width: parent.width - 2 * Theme.space24
        spacing: 0

        Notice {
            objectName: "sheetMessage"
            Layout.fillWidth: true
            Layout.topMargin: Theme.space16
            tone: root.vm.verdict === "unchecked" ? "warning" : "error"
            text: root.vm.message || root.vm.error
            hint: root.vm.hint
        }
        RowLayout {
            Layout.fillWidth: true
            Layout.topMargin: Theme.space16
            Layout.bottomMargin: Theme.space16
            spacing: Theme.space8

            GlassText {
                Layout.fillWidth: true
                kind: "caption"
                text: root.vm.busy ? qsTr("Asking %1").arg(root.vm.title) : qsTr("Checked with %1, then stored encrypted on this computer.").arg(root.vm.title)
                elide: Text.ElideRight
            }
            GlassButton {
                objectName: "cancelSheet"
                text: qsTr("Cancel")
                enabled: !root.vm.busy
                onClicked: root.vm.close()
            }
            GlassButton {
                objectName: "saveUnverified"
                visible: root.vm.verdict === "unchecked"
                text: qsTr("Save unverified")
                enabled: !root.vm.busy
                onClicked: root.vm.saveUnverified()
            }
            GlassButton {
                objectName: "saveCredentials"
                kind: "primary"
                text: root.vm.busy ? qsTr("Checking") : qsTr("Save")
                busy: root.vm.busy
                enabled: !root.vm.busy
                onClicked: root.vm.save()
            }
        }
    }
}
