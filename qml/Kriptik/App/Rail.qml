pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Icons
import Kriptik.Ui

/* The way between screens. */
Item {
    id: root

    required property ShellViewModel shell
    required property int requests

    width: Theme.railWidth + Theme.space16

    GlassPanel {
        anchors.fill: parent
        anchors.margins: Theme.space16
        anchors.rightMargin: 0
        padding: 0
        depth: 2

        ColumnLayout {
            anchors.fill: parent
            anchors.topMargin: Theme.space16
            anchors.bottomMargin: Theme.space16
            spacing: Theme.space8

            Rectangle {
                Layout.alignment: Qt.AlignHCenter
                Layout.bottomMargin: Theme.space16
                implicitWidth: 40
                implicitHeight: 40
                radius: Theme.radius12
                border.width: 1
                border.color: Qt.rgba(1, 1, 1, 0.2)
                Accessible.ignored: true
                gradient: Gradient {
                    GradientStop {
                        position: 0
                        color: Theme.red
                    }
                    GradientStop {
                        position: 1
                        color: Theme.redDeep
                    }
                }

                UiIcon {
                    anchors.centerIn: parent
                    name: "key"
                    size: 22
                    accent: "#ffffff"
                }
            }
            IconButton {
                objectName: "goHome"
                Layout.alignment: Qt.AlignHCenter
                size: 48
                glyph: "home"
                text: root.requests > 0 ? qsTr("Home, credential requests: %1").arg(root.requests) : qsTr("Home")
                badge: root.requests > 0 ? String(root.requests) : ""
                current: root.shell.screen === "home" || root.shell.screen === "build"
                onClicked: root.shell.goHome()
            }
            IconButton {
                objectName: "goNewProject"
                Layout.alignment: Qt.AlignHCenter
                size: 48
                glyph: "plus"
                text: qsTr("New project")
                current: root.shell.screen === "project"
                onClicked: root.shell.showProject()
            }
            Item {
                Layout.fillHeight: true
            }
            IconButton {
                objectName: "lockVault"
                Layout.alignment: Qt.AlignHCenter
                size: 48
                glyph: "lock"
                text: qsTr("Lock the vault")
                onClicked: root.shell.lockVault()
            }
        }
    }
}
