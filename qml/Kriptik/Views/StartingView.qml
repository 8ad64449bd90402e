pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Icons
import Kriptik.Ui

/* The first moment, and the reason when there is no second one. */
FocusScope {
    id: root

    required property ShellViewModel vm

    ColumnLayout {
        anchors.centerIn: parent
        width: Math.min(480, root.width - 2 * Theme.space32)
        spacing: Theme.space16

        UiIcon {
            Layout.alignment: Qt.AlignHCenter
            name: "key"
            size: 48
        }
        GlassText {
            Layout.alignment: Qt.AlignHCenter
            kind: "display"
            text: qsTr("KripTik")
        }
        GlassText {
            Layout.alignment: Qt.AlignHCenter
            visible: root.vm.screen === "starting"
            kind: "small"
            text: root.vm.closing ? qsTr("Closing") : qsTr("Opening your projects")
        }
        Notice {
            objectName: "startError"
            Layout.fillWidth: true
            text: root.vm.screen === "failed" ? root.vm.error : ""
            hint: root.vm.hint
        }
        GlassButton {
            objectName: "closeFailed"
            Layout.alignment: Qt.AlignHCenter
            visible: root.vm.screen === "failed"
            focus: visible
            text: qsTr("Close")
            onClicked: root.vm.close()
        }
    }
}
