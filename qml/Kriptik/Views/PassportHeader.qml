pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Icons
import Kriptik.Ui

/* Whose credential it is and how it stands, and what is done with it as a whole. */
GridLayout {
    id: root

    required property PassportViewModel vm
    property bool alone: false
    readonly property bool stacked: width < Theme.paletteWidth

    signal backAsked

    function focusFirst(): void {
        (back.visible ? back : check).forceActiveFocus(Qt.TabFocusReason);
    }

    columns: stacked ? 1 : 2
    columnSpacing: Theme.space16
    rowSpacing: Theme.space12

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.space16

        IconButton {
            id: back

            objectName: "passportBack"
            visible: root.alone
            glyph: "back"
            text: qsTr("Back to the list")
            onClicked: root.backAsked()
        }
        Rectangle {
            implicitWidth: Theme.controlLarge
            implicitHeight: Theme.controlLarge
            radius: Theme.radius12
            color: Theme.fillHover
            border.width: Theme.hairline
            border.color: Theme.line

            BrandIcon {
                anchors.centerIn: parent
                slug: root.vm.icon
                size: Theme.icon32
            }
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.space4

            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.space12

                GlassText {
                    objectName: "passportName"
                    Layout.fillWidth: true
                    Layout.maximumWidth: implicitWidth + Theme.space2
                    kind: "title"
                    text: root.vm.name
                }
                Badge {
                    visible: root.vm.modeText !== ""
                    text: root.vm.modeText
                    tone: root.vm.mode === "live" ? "warning" : "neutral"
                    dot: true
                }
                Item {
                    Layout.fillWidth: true
                }
            }
            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.space16

                GlassText {
                    Layout.fillWidth: true
                    Layout.maximumWidth: implicitWidth + Theme.space2
                    visible: text !== ""
                    kind: "small"
                    text: root.vm.account
                }
                CredentialStatus {
                    objectName: "passportStatus"
                    status: root.vm.status
                    text: root.vm.statusText
                }
                Item {
                    Layout.fillWidth: true
                }
            }
        }
    }
    Row {
        Layout.alignment: root.stacked ? Qt.AlignLeft : Qt.AlignRight
        spacing: Theme.space8

        GlassButton {
            id: check

            objectName: "checkNow"
            glyph: "refresh"
            text: root.vm.doing === "check" ? qsTr("Asking") : qsTr("Check now")
            Accessible.name: qsTr("Ask %1 whether it still works").arg(root.vm.name)
            busy: root.vm.doing === "check"
            enabled: root.vm.known && !root.vm.busy
            onClicked: root.vm.check()
        }
        GlassButton {
            objectName: "replaceValue"
            kind: root.vm.status === "invalid" || root.vm.status === "expired" ? "primary" : "secondary"
            glyph: "key"
            text: qsTr("Replace value")
            enabled: root.vm.known && !root.vm.busy
            onClicked: root.vm.replaceValue()
        }
        IconButton {
            objectName: "deleteCredential"
            glyph: "trash"
            quiet: true
            text: qsTr("Delete")
            enabled: !root.vm.busy
            onClicked: root.vm.remove()
        }
    }
}
