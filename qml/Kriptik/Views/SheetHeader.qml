pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Icons
import Kriptik.Ui

/* Whose credentials these are, why they are wanted, and in which mode. */
RowLayout {
    id: root

    required property CredentialSheetViewModel vm

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
            text: root.vm.title
        }
        ReasonText {
            Layout.fillWidth: true
            visible: root.vm.reason !== ""
            font.pixelSize: Theme.sizeSmall
            maximumLineCount: 2
            elide: Text.ElideRight
            reason: root.vm.reason
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
        Layout.rightMargin: -Theme.space8
        glyph: "x"
        quiet: true
        glyphSize: Theme.icon16
        text: qsTr("Close")
        enabled: !root.vm.busy
        onClicked: root.vm.close()
    }
}
