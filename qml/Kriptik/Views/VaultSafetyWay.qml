pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Icons
import Kriptik.Ui

/* One way to unlock: since when, how strong, and what can be done about it. */
GlassPanel {
    id: root

    required property string kind
    required property string title
    required property string about
    required property bool present
    required property string since
    required property string strength
    required property string standing
    required property string tone
    required property bool removable
    required property string keptBecause
    required property SafetyViewModel vm
    property bool fixed: false
    readonly property SafetySheetViewModel sheet: vm.sheet as SafetySheetViewModel
    readonly property KitSheetViewModel kits: vm.kits as KitSheetViewModel
    readonly property bool able: !vm.busy && !fixed
    readonly property string refused: kind === "keyring" && !present ? vm.keyringReason : ""

    objectName: "way_" + kind
    depth: 2
    padding: Theme.space20
    implicitHeight: column.implicitHeight + 2 * padding
    Accessible.role: Accessible.Grouping
    Accessible.name: [title, standing, since].filter(words => words !== "").join(", ")

    ColumnLayout {
        id: column

        anchors.fill: parent
        spacing: Theme.space8

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.space12

            Rectangle {
                implicitWidth: Theme.controlHeight
                implicitHeight: Theme.controlHeight
                radius: Theme.radius12
                color: Theme.fillHover
                border.width: Theme.hairline
                border.color: Theme.line

                UiIcon {
                    anchors.centerIn: parent
                    name: root.kind === "keyring" ? "key" : root.kind === "password" ? "lock" : "file"
                    size: Theme.icon20
                    color: root.present ? Theme.text : Theme.textDim
                    accent: root.present ? Theme.redText : Theme.textDim
                }
            }
            ColumnLayout {
                Layout.fillWidth: true
                spacing: Theme.space2

                GlassText {
                    Layout.fillWidth: true
                    kind: "heading"
                    text: root.title
                    wrapMode: Text.Wrap
                }
                GlassText {
                    Layout.fillWidth: true
                    visible: text !== ""
                    kind: "caption"
                    text: root.since
                }
            }
            Badge {
                objectName: "wayState_" + root.kind
                text: root.standing
                tone: root.tone
                dot: true
            }
        }
        GlassText {
            Layout.fillWidth: true
            Layout.topMargin: Theme.space4
            kind: "small"
            text: root.about
            wrapMode: Text.Wrap
        }
        GlassText {
            Layout.fillWidth: true
            visible: text !== ""
            kind: "caption"
            color: Theme.textFaint
            text: root.strength || root.refused
            wrapMode: Text.Wrap
        }
        GlassText {
            objectName: "wayKept_" + root.kind
            Layout.fillWidth: true
            visible: text !== ""
            kind: "caption"
            color: Theme.textFaint
            text: root.keptBecause
            wrapMode: Text.Wrap
        }
        Item {
            Layout.fillHeight: true
        }
        RowLayout {
            Layout.fillWidth: true
            Layout.topMargin: Theme.space4
            spacing: Theme.space8

            GlassButton {
                objectName: "addKeyring"
                visible: root.kind === "keyring" && !root.present
                text: qsTr("Use the keyring")
                busy: root.vm.doing === "addKeyring"
                enabled: root.able && root.refused === ""
                onClicked: root.vm.addKeyring()
            }
            GlassButton {
                objectName: "setPassword"
                visible: root.kind === "password"
                text: root.present ? qsTr("Change") : qsTr("Set a password")
                Accessible.name: root.present ? qsTr("Change the master password") : text
                enabled: root.able
                onClicked: root.sheet.askPassword()
            }
            GlassButton {
                objectName: "newKit"
                visible: root.kind === "recovery"
                text: qsTr("New kit")
                Accessible.name: qsTr("Make a new recovery kit")
                enabled: root.able
                onClicked: root.kits.newKit()
            }
            GlassButton {
                objectName: "checkKit"
                visible: root.kind === "recovery" && root.present
                text: qsTr("Check mine")
                Accessible.name: qsTr("Check the recovery kit that you have")
                enabled: !root.vm.busy
                onClicked: root.kits.askCheck()
            }
            GlassButton {
                objectName: "remove_" + root.kind
                visible: root.kind !== "recovery" && root.present
                text: qsTr("Remove")
                Accessible.name: qsTr("Remove: %1").arg(root.title)
                Accessible.description: root.keptBecause
                enabled: root.able && root.removable
                onClicked: root.sheet.askRemove(root.kind)
            }
        }
    }
}
