pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Icons

/* One credential that is asked for: what, why, and the way to add it. Only the `leading` one is red: one thing to do
   first, the others as near at hand. */
GlassCard {
    id: root

    required property string requestId
    required property string name
    required property string icon
    required property string reason
    required property string project
    required property bool blocking
    property bool leading: false

    signal addAsked
    signal snoozeAsked
    signal dismissAsked

    title: qsTr("Credentials required: %1").arg(name)
    description: reason
    variant: "note"
    glow: Theme.glowCard
    padding: Theme.space16
    implicitHeight: Theme.requestHeight

    RowLayout {
        anchors.fill: parent
        spacing: Theme.space16

        Rectangle {
            implicitWidth: Theme.iconTile
            implicitHeight: Theme.iconTile
            radius: Theme.radius12
            color: Theme.fillRest
            border.width: Theme.hairline
            border.color: Theme.line
            Accessible.ignored: true

            BrandIcon {
                anchors.centerIn: parent
                slug: root.icon
                size: Theme.icon24
            }
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.space4

            Item {
                Layout.fillWidth: true
                implicitHeight: heading.implicitHeight

                GlassText {
                    id: heading

                    width: Math.min(Math.ceil(implicitWidth), parent.width)
                    kind: "heading"
                    text: root.name

                    HoverTip {}
                }
                GlassText {
                    anchors.left: heading.right
                    anchors.leftMargin: Theme.space8
                    anchors.right: parent.right
                    anchors.baseline: heading.baseline
                    visible: text !== "" && width >= Theme.icon32
                    kind: "caption"
                    text: root.project === "" ? "" : root.blocking ? qsTr("for %1").arg(root.project) : qsTr("for %1, optional").arg(root.project)

                    HoverTip {}
                }
            }
            GlassText {
                Layout.fillWidth: true
                kind: "small"
                text: root.reason
                wrapMode: Text.Wrap
                maximumLineCount: 2
                elide: Text.ElideRight

                HoverTip {}
            }
        }
        GlassButton {
            objectName: "addCredentials_" + root.name
            kind: root.leading ? "primary" : "secondary"
            pulsing: true
            text: qsTr("Add Credentials")
            Accessible.name: qsTr("Add Credentials for %1").arg(root.name)
            onClicked: root.addAsked()
        }
        ColumnLayout {
            Layout.leftMargin: -Theme.space8
            Layout.rightMargin: -Theme.space4
            spacing: Theme.space4

            IconButton {
                objectName: "dismiss_" + root.requestId
                size: Theme.controlSmall
                glyphSize: Theme.icon16
                glyph: "x"
                quiet: true
                text: qsTr("Dismiss the request for %1").arg(root.name)
                onClicked: root.dismissAsked()
            }
            IconButton {
                objectName: "snooze_" + root.requestId
                size: Theme.controlSmall
                glyphSize: Theme.icon16
                glyph: "clock"
                quiet: true
                text: qsTr("Remind me of %1 in an hour").arg(root.name)
                onClicked: root.snoozeAsked()
            }
        }
    }
}
