pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Kriptik.Glass
import Kriptik.Icons

/* One credential in the list. The list has the keyboard; the line only shows whether it is chosen. */
T.AbstractButton {
    id: root

    required property int index
    required property string credentialId
    required property string name
    required property string brand
    required property string account
    required property string place
    required property string mode
    required property string modeText
    required property string status
    required property string statusText
    required property string used
    required property string spoken
    property bool current: false
    property bool focused: false

    objectName: "credential_" + credentialId
    implicitHeight: Theme.rowHeight + Theme.space24
    hoverEnabled: true
    focusPolicy: Qt.NoFocus
    leftPadding: Theme.space16
    rightPadding: Theme.space16
    text: spoken
    Accessible.role: Accessible.ListItem
    Accessible.name: spoken
    Accessible.description: used
    Accessible.selectable: true
    Accessible.selected: current
    Accessible.onPressAction: clicked()

    HoverHandler {
        cursorShape: Qt.PointingHandCursor
    }

    background: Item {
        Rectangle {
            anchors.fill: parent
            anchors.leftMargin: Theme.space8
            anchors.rightMargin: Theme.space8
            anchors.topMargin: Theme.space2
            anchors.bottomMargin: Theme.space2
            radius: Theme.radius12
            color: root.current ? Theme.fillCurrent : root.hovered ? Theme.fillHover : Theme.clear
            border.width: root.current ? Theme.hairline : 0
            border.color: Theme.line

            Loader {
                anchors.fill: parent
                active: root.current && root.focused
                sourceComponent: FocusRing {
                    around: Theme.radius12
                    distance: 0
                }
            }
        }
    }
    contentItem: RowLayout {
        spacing: Theme.space12

        Rectangle {
            implicitWidth: Theme.controlHeight
            implicitHeight: Theme.controlHeight
            radius: Theme.radius12
            color: Theme.fillHover
            border.width: Theme.hairline
            border.color: Theme.line

            BrandIcon {
                anchors.centerIn: parent
                slug: root.brand
                size: Theme.icon24
            }
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.space4

            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.space8

                GlassText {
                    Layout.fillWidth: true
                    Layout.maximumWidth: implicitWidth + Theme.space2
                    font.weight: Font.DemiBold
                    text: root.name
                    Accessible.ignored: true
                }
                Badge {
                    visible: root.modeText !== ""
                    implicitHeight: Theme.icon20
                    text: root.modeText
                    tone: root.mode === "live" ? "warning" : "neutral"
                    Accessible.ignored: true
                }
                Item {
                    Layout.fillWidth: true
                }
                CredentialStatus {
                    status: root.status
                    text: root.statusText
                    most: root.width / 2
                }
            }
            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.space12

                GlassText {
                    Layout.fillWidth: true
                    kind: "caption"
                    text: root.account === "" ? root.place : qsTr("%1, %2").arg(root.account).arg(root.place)
                    Accessible.ignored: true
                }
                GlassText {
                    kind: "caption"
                    color: Theme.textFaint
                    text: root.used
                    Accessible.ignored: true
                }
            }
        }
    }
}
