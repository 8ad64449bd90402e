pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Icons
import Kriptik.Ui

/* Asks before a credential is deleted: what breaks, and that the key itself stays valid where it came from. */
GlassSheet {
    id: root

    required property RemovalViewModel vm

    objectName: "removalSheet"
    title: qsTr("Delete %1").arg(vm.label)
    focus: true
    onCloseAsked: vm.close()
    Component.onCompleted: Qt.callLater(() => confirm.forceActiveFocus(Qt.PopupFocusReason))

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

            BrandIcon {
                anchors.centerIn: parent
                slug: root.vm.icon
                size: Theme.icon32
            }
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.space4

            GlassText {
                Layout.fillWidth: true
                kind: "title"
                text: qsTr("Delete this credential?")
            }
            GlassText {
                Layout.fillWidth: true
                kind: "small"
                text: root.vm.label
            }
        }
    }

    ColumnLayout {
        width: parent.width
        spacing: Theme.space16

        GlassText {
            Layout.fillWidth: true
            kind: "heading"
            text: qsTr("What changes")
        }
        Repeater {
            model: root.vm.losses

            RowLayout {
                id: loss

                required property string title
                required property string text
                required property string glyph
                required property string tone

                objectName: "loss_" + title
                Layout.fillWidth: true
                spacing: Theme.space12
                Accessible.role: Accessible.ListItem
                Accessible.name: title + ". " + text

                UiIcon {
                    Layout.alignment: Qt.AlignTop
                    name: loss.glyph
                    size: Theme.icon20
                    color: Theme.tone(loss.tone)
                    accent: color
                }
                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: Theme.space2

                    GlassText {
                        Layout.fillWidth: true
                        text: loss.title
                        Accessible.ignored: true
                    }
                    GlassText {
                        Layout.fillWidth: true
                        kind: "small"
                        text: loss.text
                        wrapMode: Text.Wrap
                        Accessible.ignored: true
                    }
                }
            }
        }
        Notice {
            objectName: "remains"
            Layout.fillWidth: true
            tone: "neutral"
            text: root.vm.remains

            GlassButton {
                objectName: "removalDashboard"
                visible: root.vm.dashboardUrl !== ""
                implicitHeight: Theme.controlSmall
                horizontalPadding: Theme.space12
                font.pixelSize: Theme.sizeSmall
                glyph: "external"
                text: qsTr("Open %1").arg(root.vm.name)
                enabled: !root.vm.busy
                onClicked: root.vm.openDashboard()
            }
        }
        Notice {
            objectName: "removalError"
            Layout.fillWidth: true
            text: root.vm.error
            hint: root.vm.hint
        }
    }

    footer: RowLayout {
        x: Theme.space24
        width: parent.width - 2 * Theme.space24
        height: Theme.controlHeight + 2 * Theme.space16
        spacing: Theme.space8

        GlassText {
            Layout.fillWidth: true
            kind: "caption"
            color: Theme.textFaint
            text: qsTr("Deleted from this computer for good.")
        }
        GlassButton {
            objectName: "removalCancel"
            text: qsTr("Cancel")
            enabled: !root.vm.busy
            onClicked: root.vm.close()
        }
        GlassButton {
            id: confirm

            objectName: "removalConfirm"
            kind: "primary"
            glyph: "trash"
            text: root.vm.busy ? qsTr("Deleting") : qsTr("Delete")
            busy: root.vm.busy
            onClicked: root.vm.confirm()
        }
    }
}
