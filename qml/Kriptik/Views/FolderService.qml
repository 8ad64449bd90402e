pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Icons

/* One service that the code speaks to: why, on which lines, and how its credential stands. */
GlassCard {
    id: root

    required property string integrationId
    required property string name
    required property string icon
    required property bool optional
    required property string reason
    required property string status
    required property list<string> places
    required property list<string> rest
    property bool busy: false
    property bool all: false
    readonly property string statusText: status === "connected" ? qsTr("Connected") : status === "needed" ? qsTr("Needs credentials") : qsTr("No credentials needed")

    signal credentialsAsked

    title: name
    description: [optional ? qsTr("Optional") : "", statusText, reason, places.join(", ")].filter(part => part !== "").join(". ")
    variant: optional ? "darker" : "dark"
    depth: 1
    edge: status === "connected" ? Theme.veil(Theme.red, Theme.toneEdgeStrong) : Theme.line
    implicitHeight: row.implicitHeight + 2 * padding

    RowLayout {
        id: row

        width: parent.width
        spacing: Theme.space16

        BrandIcon {
            Layout.alignment: Qt.AlignTop
            slug: root.icon
            size: Theme.icon32
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.space8

            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.space12

                GlassText {
                    kind: "heading"
                    text: root.name
                }
                Badge {
                    visible: root.optional
                    text: qsTr("Optional")
                }
                TileStatus {
                    Layout.fillWidth: true
                    Layout.fillHeight: false
                    Layout.topMargin: Theme.space4
                    status: root.status
                    text: root.statusText
                }
            }
            GlassText {
                Layout.fillWidth: true
                kind: "small"
                wrapMode: Text.Wrap
                text: root.reason
            }
            ColumnLayout {
                Layout.fillWidth: true
                spacing: 0

                Repeater {
                    model: root.all ? root.places.concat(root.rest) : root.places

                    GlassText {
                        required property string modelData

                        objectName: "place_" + root.integrationId
                        Layout.fillWidth: true
                        kind: "mono"
                        color: Theme.textFaint
                        wrapMode: Text.WrapAnywhere
                        text: modelData
                    }
                }
            }
            RowLayout {
                Layout.leftMargin: -Theme.space8
                visible: root.rest.length > 0
                spacing: Theme.space4

                IconButton {
                    objectName: "places_" + root.integrationId
                    size: Theme.controlSmall
                    glyphSize: Theme.icon16
                    glyph: root.all ? "chevron-up" : "chevron-down"
                    quiet: true
                    text: qsTr("%1: %2").arg(root.name).arg(more.text)
                    onClicked: root.all = !root.all
                }
                GlassText {
                    id: more

                    kind: "caption"
                    text: root.all ? qsTr("Fewer places") : root.rest.length === 1 ? qsTr("One more place") : qsTr("%1 more places").arg(root.rest.length)
                    Accessible.ignored: true
                }
            }
        }
        GlassButton {
            objectName: "credentials_" + root.integrationId
            Layout.alignment: Qt.AlignTop
            visible: root.status === "needed"
            enabled: !root.busy
            glyph: "key"
            text: qsTr("Add credentials")
            Accessible.name: qsTr("Add credentials for %1").arg(root.name)
            onClicked: root.credentialsAsked()
        }
    }
}
