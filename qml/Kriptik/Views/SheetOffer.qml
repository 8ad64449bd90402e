pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Icons
import Kriptik.Ui

/* What was brought along on the clipboard, masked; it has the keyboard, so that Enter takes it. */
FocusScope {
    id: root

    required property SheetPasteViewModel vm
    required property bool locked

    signal declined

    implicitHeight: row.implicitHeight + 2 * Theme.space12
    Accessible.role: Accessible.AlertMessage
    Accessible.name: vm.title + ". " + vm.detail

    Rectangle {
        anchors.fill: parent
        radius: Theme.radius12
        color: Theme.fillHover
        border.width: Theme.hairline
        border.color: Theme.lineHover
    }
    RowLayout {
        id: row

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Theme.space16
        anchors.rightMargin: Theme.space12
        spacing: Theme.space12

        UiIcon {
            name: "key"
            size: Theme.icon20
            color: Theme.text
            accent: Theme.redText
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.space2

            GlassText {
                objectName: "offerTitle"
                Layout.fillWidth: true
                kind: "label"
                font.pixelSize: Theme.sizeSmall
                text: root.vm.title
            }
            GlassText {
                objectName: "offerDetail"
                Layout.fillWidth: true
                kind: root.vm.single ? "mono" : "caption"
                color: Theme.textDim
                text: root.vm.detail
                elide: Text.ElideRight
            }
        }
        GlassButton {
            objectName: "declineOffer"
            text: qsTr("Not now")
            enabled: !root.locked
            onClicked: {
                root.vm.decline();
                root.declined();
            }
        }
        GlassButton {
            objectName: "takeOffer"
            focus: true
            kind: "outline"
            edge: Theme.redText
            pulsing: true
            glyph: "copy"
            text: qsTr("Paste from the clipboard")
            enabled: !root.locked
            onClicked: root.vm.takeOffer()
        }
    }
}
