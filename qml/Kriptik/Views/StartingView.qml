pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Icons
import Kriptik.Ui

/* The first moment, and the reason when there is no second one. What turns comes only after a while: most starts are
   over before, and drawing would slow them. */
FocusScope {
    id: root

    required property ShellViewModel vm
    readonly property bool failed: vm.screen === "failed"

    Timer {
        id: wait

        interval: Theme.longStart
        running: !root.failed
    }
    ColumnLayout {
        anchors.centerIn: parent
        visible: !root.failed
        spacing: Theme.space8

        AppMark {
            Layout.alignment: Qt.AlignHCenter
            Layout.bottomMargin: Theme.space16
            size: Theme.startMark
        }
        GlassText {
            Layout.alignment: Qt.AlignHCenter
            kind: "display"
            text: qsTr("KripTik")
        }
        GlassText {
            Layout.alignment: Qt.AlignHCenter
            color: Theme.textDim
            text: root.vm.closing ? qsTr("Closing") : qsTr("Opening your projects")
        }
        Item {
            Layout.alignment: Qt.AlignHCenter
            Layout.topMargin: Theme.space16
            implicitWidth: Theme.icon24
            implicitHeight: Theme.icon24

            Loader {
                active: !root.failed && !wait.running
                sourceComponent: Spinner {
                    size: Theme.icon24
                }
            }
        }
    }
    Loader {
        anchors.centerIn: parent
        width: Math.min(Theme.unlockWidth, root.width - 2 * Theme.space24)
        active: root.failed
        focus: root.failed
        sourceComponent: GlassPanel {
            implicitHeight: column.implicitHeight + 2 * padding
            padding: Theme.space40
            depth: 5

            ColumnLayout {
                id: column

                width: parent.width
                spacing: Theme.space16

                AppMark {
                    Layout.bottomMargin: Theme.space8
                    size: Theme.iconTile
                }
                GlassText {
                    Layout.fillWidth: true
                    kind: "display"
                    text: qsTr("KripTik cannot start")
                }
                Notice {
                    objectName: "startError"
                    Layout.fillWidth: true
                    text: root.vm.error
                    hint: root.vm.hint
                }
                GlassButton {
                    objectName: "closeFailed"
                    Layout.topMargin: Theme.space8
                    Layout.fillWidth: true
                    implicitHeight: Theme.controlLarge
                    focus: true
                    text: qsTr("Close")
                    onClicked: root.vm.close()
                }
            }
        }
    }
}
