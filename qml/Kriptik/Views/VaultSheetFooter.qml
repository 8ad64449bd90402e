import QtQuick
import QtQuick.Layouts
import Kriptik.Glass

/* The foot of a sheet over the vault: what went wrong, and the ways on; its children stand between Cancel and the red one. */
ColumnLayout {
    id: root

    property string error: ""
    property string hint: ""
    property string action: ""
    property bool busy: false
    property bool ready: true
    property bool cancels: true
    default property alias others: middle.data

    signal goAsked
    signal cancelAsked

    spacing: 0

    Notice {
        objectName: "vaultSheetError"
        Layout.fillWidth: true
        Layout.topMargin: Theme.space16
        text: root.error
        hint: root.hint
    }
    RowLayout {
        Layout.fillWidth: true
        Layout.topMargin: Theme.space16
        Layout.bottomMargin: Theme.space16
        spacing: Theme.space8

        Item {
            Layout.fillWidth: true
        }
        GlassButton {
            objectName: "cancelVaultSheet"
            visible: root.cancels
            text: qsTr("Cancel")
            enabled: !root.busy
            onClicked: root.cancelAsked()
        }
        RowLayout {
            id: middle

            Layout.fillWidth: false
            spacing: Theme.space8
        }
        GlassButton {
            objectName: "goVaultSheet"
            visible: root.action !== ""
            kind: "primary"
            text: root.action
            busy: root.busy
            enabled: root.ready && !root.busy
            onClicked: root.goAsked()
        }
    }
}
