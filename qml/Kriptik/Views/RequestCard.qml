pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Icons

/* One credential that is asked for: what, why, and the way to add it. */
GlassCard {
    id: root

    required property string requestId
    required property string name
    required property string icon
    required property string reason
    required property string project
    required property bool blocking

    signal addAsked
    signal snoozeAsked
    signal dismissAsked

    title: qsTr("Credentials required: %1").arg(name)
    description: reason
    variant: "note"
    implicitHeight: column.implicitHeight + 2 * padding

    ColumnLayout {
        id: column

        width: parent.width
        spacing: 12

        RowLayout {
            spacing: 12

            BrandIcon {
                slug: root.icon
                size: 28
            }
            ColumnLayout {
                Layout.fillWidth: true
                spacing: 2

                GlassText {
                    Layout.fillWidth: true
                    kind: "heading"
                    text: root.name
                }
                GlassText {
                    Layout.fillWidth: true
                    kind: "caption"
                    text: root.project
                }
            }
            IconButton {
                objectName: "dismiss_" + root.requestId
                Layout.alignment: Qt.AlignTop
                size: 32
                glyphSize: 16
                glyph: "x"
                quiet: true
                text: qsTr("Dismiss the request for %1").arg(root.name)
                onClicked: root.dismissAsked()
            }
        }
        GlassText {
            Layout.fillWidth: true
            Layout.preferredHeight: 44
            kind: "small"
            text: root.reason
            wrapMode: Text.Wrap
            maximumLineCount: 2
            elide: Text.ElideRight
        }
        RowLayout {
            spacing: Theme.space8

            GlassButton {
                objectName: "addCredentials_" + root.name
                Layout.fillWidth: true
                kind: "primary"
                pulsing: true
                text: qsTr("Add Credentials")
                Accessible.name: qsTr("Add Credentials for %1").arg(root.name)
                onClicked: root.addAsked()
            }
            IconButton {
                objectName: "snooze_" + root.requestId
                glyph: "clock"
                quiet: true
                text: qsTr("Remind me of %1 in an hour").arg(root.name)
                onClicked: root.snoozeAsked()
            }
        }
    }
}
