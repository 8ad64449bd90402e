pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Icons

/* One stored credential that needs the person: which, what is wrong with it, and the way to mend that. */
GlassCard {
    id: root

    required property string credentialId
    required property string name
    required property string icon
    required property string account
    required property string place
    required property string status
    required property string statusText
    required property string reason
    required property string mend
    property bool busy: false

    signal mendAsked
    signal showAsked

    title: qsTr("%1: %2").arg(name).arg(statusText)
    description: reason
    variant: "note"
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

            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.space12

                GlassText {
                    Layout.fillWidth: true
                    Layout.maximumWidth: implicitWidth + Theme.space2
                    kind: "heading"
                    text: root.name

                    HoverTip {}
                }
                CredentialStatus {
                    status: root.status
                    text: root.statusText
                    most: root.width / 3
                }
                Item {
                    Layout.fillWidth: true
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
            GlassText {
                Layout.fillWidth: true
                kind: "caption"
                text: root.account === "" ? root.place : qsTr("%1, %2").arg(root.account).arg(root.place)
            }
        }
        GlassButton {
            objectName: "mend_" + root.credentialId
            kind: "secondary"
            glyph: root.mend === "check" ? "refresh" : "key"
            text: root.mend === "check" ? qsTr("Check now") : qsTr("Replace")
            Accessible.name: root.mend === "check" ? qsTr("Ask %1 whether it works").arg(root.name) : qsTr("Replace the credential of %1").arg(root.name)
            enabled: !root.busy
            onClicked: root.mendAsked()
        }
        IconButton {
            objectName: "passport_" + root.credentialId
            Layout.leftMargin: -Theme.space8
            glyph: "chevron-right"
            quiet: true
            text: qsTr("Show the credential of %1").arg(root.name)
            onClicked: root.showAsked()
        }
    }
}
