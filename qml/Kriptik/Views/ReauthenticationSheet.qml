pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Icons
import Kriptik.Ui

/* Asks once more who sits here, over whatever asked for it. Enter confirms, Esc leaves everything as it is. */
GlassSheet {
    id: root

    required property ReauthenticationViewModel vm
    readonly property bool typing: vm.way !== "keyring"
    readonly property bool recovery: vm.way === "recovery"

    function go(): void {
        if (!vm.busy && (!typing || typed.text !== ""))
            vm.confirm(typed.text);
    }
    function begin(): void {
        (typing ? typed.field : confirm as Item).forceActiveFocus(Qt.PopupFocusReason);
    }

    objectName: "reauthenticationSheet"
    title: qsTr("Confirm that it is you")
    breadth: Theme.slabWidth
    focus: true
    onCloseAsked: vm.cancel()
    onTypingChanged: begin()
    Component.onCompleted: Qt.callLater(begin)

    header: RowLayout {
        x: Theme.space24
        width: parent.width - 2 * Theme.space24
        height: Theme.headerHeight
        spacing: Theme.space16

        Rectangle {
            implicitWidth: Theme.controlLarge
            implicitHeight: Theme.controlLarge
            radius: Theme.radius12
            color: Theme.fillHover
            border.width: Theme.hairline
            border.color: Theme.line

            UiIcon {
                anchors.centerIn: parent
                name: "lock"
                size: Theme.icon24
                color: Theme.text
                accent: Theme.redText
            }
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.space4

            GlassText {
                Layout.fillWidth: true
                kind: "title"
                text: root.title
                wrapMode: Text.Wrap
            }
            GlassText {
                objectName: "reauthenticationReason"
                Layout.fillWidth: true
                kind: "small"
                text: root.vm.reason
                wrapMode: Text.Wrap
                maximumLineCount: 2
                elide: Text.ElideRight
            }
        }
    }

    ColumnLayout {
        width: parent.width
        spacing: Theme.space16

        GlassText {
            Layout.fillWidth: true
            visible: root.vm.error === ""
            kind: "small"
            lineHeight: Theme.leading
            text: qsTr("The vault is open, but it is a while since somebody showed that they may use it. For a few minutes after this, nothing asks again.")
            wrapMode: Text.Wrap
        }
        Notice {
            objectName: "keyringOnly"
            Layout.fillWidth: true
            visible: root.vm.keyringOnly && !root.recovery
            tone: "neutral"
            text: qsTr("This vault opens with this computer's keyring alone, so whoever sits here can confirm.")
            hint: qsTr("To be asked for a password instead, set a master password in the vault, under Safety.")
        }
        SecretField {
            id: typed

            objectName: "reauthenticationField"
            Layout.fillWidth: true
            visible: root.typing
            label: root.recovery ? qsTr("Recovery key") : qsTr("Master password")
            hint: root.recovery ? qsTr("As it stands on your recovery kit. Upper and lower case do not matter.") : root.vm.wait > 0 ? qsTr("The next try begins in %1 s.").arg(root.vm.wait) : ""
            onAccepted: root.go()
        }
        Notice {
            objectName: "reauthenticationError"
            Layout.fillWidth: true
            text: root.vm.error
            hint: root.vm.hint
        }
        GlassButton {
            objectName: "reauthenticationOtherWay"
            glyph: root.recovery ? "back" : "key"
            text: !root.recovery ? qsTr("Use the recovery kit") : root.vm.keyringOnly ? qsTr("Use this computer's keyring") : qsTr("Use the master password")
            enabled: !root.vm.busy
            onClicked: {
                typed.text = "";
                root.vm.otherWay();
                root.begin();
            }
        }
    }

    footer: RowLayout {
        x: Theme.space24
        width: parent.width - 2 * Theme.space24
        height: Theme.controlHeight + 2 * Theme.space16
        spacing: Theme.space8

        Item {
            Layout.fillWidth: true
        }
        GlassButton {
            objectName: "reauthenticationCancel"
            text: qsTr("Cancel")
            onClicked: root.vm.cancel()
        }
        GlassButton {
            id: confirm

            objectName: "reauthenticationConfirm"
            kind: "primary"
            text: root.vm.busy ? (root.vm.wait > 0 && !root.recovery ? qsTr("Waiting %1 s").arg(root.vm.wait) : qsTr("Checking")) : root.typing ? qsTr("Confirm") : qsTr("Confirm with the keyring")
            busy: root.vm.busy
            enabled: !root.vm.busy && (!root.typing || typed.text !== "")
            onClicked: root.go()
        }
    }

    Connections {
        target: root.vm

        function onRefused(): void {
            typed.field.selectAll();
            root.begin();
        }
    }
}
