pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* The screen's name, and how well the credentials are: as a ring and in words. */
RowLayout {
    id: root

    required property VaultViewModel vm
    required property HealthViewModel health
    required property string text
    property bool small: false

    spacing: Theme.space16

    ColumnLayout {
        Layout.fillWidth: true
        spacing: Theme.space4

        GlassText {
            Layout.fillWidth: true
            kind: "display"
            text: qsTr("Vault")
        }
        GlassText {
            objectName: "vaultSummary"
            Layout.fillWidth: true
            kind: "small"
            text: root.text
        }
    }
    ColumnLayout {
        Layout.maximumWidth: root.width / 2
        visible: root.vm.total > 0
        spacing: Theme.space4

        GlassText {
            objectName: "vaultHealth"
            Layout.alignment: Qt.AlignRight
            Layout.maximumWidth: parent.width
            kind: "label"
            font.pixelSize: Theme.sizeBody
            text: root.vm.healthTitle
        }
        GlassText {
            Layout.alignment: Qt.AlignRight
            Layout.maximumWidth: parent.width
            kind: "caption"
            text: root.vm.healthText
        }
    }
    GlassButton {
        objectName: "checkAll"
        visible: root.vm.total > 0
        glyph: root.health.busy ? "x" : "refresh"
        text: root.health.busy ? qsTr("%1 of %2 checked").arg(root.health.done).arg(root.health.of) : qsTr("Check all")
        Accessible.name: root.health.busy ? qsTr("Stop asking the providers") : qsTr("Ask all providers whether the credentials work")
        onClicked: root.health.busy ? root.health.cancel() : root.health.checkAll()
    }
    ProgressRing {
        visible: root.vm.total > 0
        size: root.small ? Theme.controlLarge + Theme.space8 : Theme.dial
        value: root.vm.healthShare
        tone: root.vm.healthTone
        label: qsTr("Health of the credentials: %1").arg(root.vm.healthTitle)
    }
}
