pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Icons

/* One thing found in a file: whether it comes in, what it is, its masked fields, and why it stays out. */
Item {
    id: root

    required property string key
    required property string title
    required property string icon
    required property string service
    required property string detail
    required property string fields
    required property string outcome
    required property string tone
    required property string reason
    required property bool takable
    required property bool taken
    required property bool unknown
    required property var services
    property bool busy: false

    signal toggled
    signal assigned(string id)

    implicitHeight: row.implicitHeight + 2 * Theme.space12

    RowLayout {
        id: row

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.space24
        anchors.rightMargin: Theme.space24
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.space16

        GlassCheckBox {
            objectName: "take_" + root.key
            checked: root.taken
            enabled: root.takable && !root.busy
            Accessible.name: qsTr("Bring in %1").arg(root.service)
            onToggled: {
                checked = Qt.binding(() => root.taken);
                root.toggled();
            }
        }
        Rectangle {
            implicitWidth: Theme.icon40
            implicitHeight: Theme.icon40
            radius: Theme.radius12
            color: Theme.fillHover
            border.width: Theme.hairline
            border.color: Theme.line

            BrandIcon {
                anchors.centerIn: parent
                visible: root.icon !== ""
                slug: root.icon
                size: Theme.icon24
            }
            UiIcon {
                anchors.centerIn: parent
                visible: root.icon === ""
                name: "key"
                size: Theme.icon20
                color: Theme.textDim
                accent: Theme.textDim
            }
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.space4

            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.space8

                GlassText {
                    kind: "heading"
                    text: root.service
                }
                GlassText {
                    Layout.fillWidth: true
                    kind: "caption"
                    text: root.detail
                }
            }
            GlassText {
                Layout.fillWidth: true
                visible: text !== ""
                kind: "mono"
                text: root.fields
            }
            GlassText {
                Layout.fillWidth: true
                visible: text !== ""
                kind: "caption"
                text: root.reason
                wrapMode: Text.Wrap
            }
        }
        Loader {
            active: root.services.length > 0
            visible: active
            sourceComponent: GlassSelect {
                objectName: "assign_" + root.key
                implicitWidth: Theme.menuWidth
                placeholder: qsTr("It belongs to ...")
                Accessible.name: qsTr("To which service %1 belongs").arg(root.title)
                options: root.services
                enabled: !root.busy
                onChosen: id => root.assigned(id)
            }
        }
        Badge {
            text: root.outcome
            tone: root.tone
        }
    }
    Divider {
        anchors.bottom: parent.bottom
        width: parent.width
    }
}
