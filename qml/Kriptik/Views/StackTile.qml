pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Icons

/* One service of the stack: what it is, how it stands, from which words, and what it will ask for. One that is only
   offered is no part of the build yet. */
GlassCard {
    id: root

    required property string name
    required property string integrationId
    required property string icon
    required property real confidence
    required property bool byPerson
    required property string reason
    required property string needs
    required property int needCount
    property bool byClaude: false
    property bool optional: false
    property bool offered: false
    property list<var> options
    property int more: 0
    /* offered, free, needed, connected or error; `trouble` says in words what went wrong. */
    property string status: offered ? "offered" : needCount > 0 ? "needed" : "free"
    property string trouble: ""
    readonly property bool narrow: width < Theme.tileWidth
    readonly property string sure: byPerson ? qsTr("Added by you") : byClaude ? qsTr("By Claude") : qsTr("%1 % sure").arg(Math.round(confidence * 100))
    readonly property string statusText: {
        switch (status) {
        case "connected":
            return qsTr("Connected");
        case "error":
            return trouble || qsTr("Not working");
        case "needed":
            return qsTr("Needs credentials");
        case "offered":
            return qsTr("Not in the build");
        default:
            return qsTr("No credentials needed");
        }
    }

    signal removeAsked
    signal addAsked
    signal swapAsked(string id)
    signal moreAsked

    title: name
    description: [optional ? qsTr("Optional") : "", statusText, sure, reason, needs !== "" ? qsTr("Will ask for: %1").arg(needs) : ""].filter(part => part !== "").join(". ")
    variant: offered ? "darker" : "dark"
    depth: offered ? 1 : 2
    padding: narrow ? Theme.space12 : Theme.space20
    edge: status === "connected" ? Theme.veil(Theme.red, Theme.toneEdgeStrong) : status === "error" ? Theme.veil(Theme.error, Theme.toneEdgeStrong) : Theme.line
    implicitHeight: column.implicitHeight + 2 * padding

    ColumnLayout {
        id: column

        width: parent.width
        height: Math.max(implicitHeight, root.height - 2 * root.padding)
        spacing: Theme.space12

        GridLayout {
            Layout.fillWidth: true
            columnSpacing: Theme.space12
            rowSpacing: Theme.space8

            Rectangle {
                implicitWidth: Theme.icon40
                implicitHeight: Theme.icon40
                radius: Theme.radius12
                color: Theme.fillHover
                border.width: Theme.hairline
                border.color: Theme.line

                BrandIcon {
                    anchors.centerIn: parent
                    slug: root.icon
                    size: Theme.icon24
                    opacity: root.offered ? Theme.dimmed : 1
                }
            }
            ColumnLayout {
                Layout.row: root.narrow ? 1 : 0
                Layout.column: root.narrow ? 0 : 1
                Layout.columnSpan: root.narrow ? 3 : 1
                Layout.fillWidth: true
                spacing: Theme.space4

                GlassText {
                    Layout.fillWidth: true
                    kind: "heading"
                    color: root.offered ? Theme.textDim : Theme.text
                    text: root.name
                }
                TileStatus {
                    Layout.fillWidth: true
                    status: root.status
                    text: root.statusText
                }
            }
            IconButton {
                objectName: "remove_" + root.integrationId
                Layout.row: 0
                Layout.column: 2
                Layout.alignment: Qt.AlignTop | Qt.AlignRight
                Layout.rightMargin: -Theme.space8
                Layout.topMargin: -Theme.space4
                size: Theme.controlSmall
                glyphSize: Theme.icon12
                glyph: "x"
                quiet: true
                text: qsTr("Remove %1").arg(root.name)
                onClicked: root.removeAsked()
            }
        }
        ReasonText {
            Layout.fillWidth: true
            ink: root.offered ? Theme.text : Theme.redSoft
            reason: root.reason
        }
        Flow {
            Layout.fillWidth: true
            visible: !root.byPerson || root.optional || root.byClaude
            spacing: Theme.space8

            Badge {
                objectName: "optional_" + root.integrationId
                visible: root.optional
                text: qsTr("Optional")
            }
            Badge {
                objectName: "byClaude_" + root.integrationId
                visible: root.byClaude
                text: qsTr("By Claude")
            }
            Confidence {
                visible: !root.byPerson && !root.byClaude
                height: root.optional ? Theme.space20 : implicitHeight
                value: root.confidence
            }
        }
        Item {
            Layout.fillHeight: true
        }
        RowLayout {
            Layout.fillWidth: true
            visible: !root.offered
            spacing: Theme.space8

            UiIcon {
                Layout.alignment: Qt.AlignVCenter
                visible: root.needs !== ""
                name: "key"
                size: Theme.icon16
                color: Theme.textFaint
                accent: Theme.textFaint
            }
            GlassText {
                Layout.fillWidth: true
                Layout.alignment: Qt.AlignVCenter
                kind: "caption"
                text: root.needs
                wrapMode: Text.Wrap
                Accessible.name: qsTr("Will ask for: %1").arg(root.needs)
                Accessible.ignored: root.needs === ""
            }
            StackSwap {
                objectName: "swap_of_" + root.integrationId
                Layout.alignment: Qt.AlignVCenter
                Layout.margins: -Theme.space8
                Layout.leftMargin: 0
                visible: root.options.length > 0 || root.more > 0
                name: root.name
                options: root.options
                more: root.more
                onChosen: id => root.swapAsked(id)
                onMoreAsked: root.moreAsked()
            }
        }
        GlassButton {
            objectName: "take_" + root.integrationId
            Layout.fillWidth: true
            visible: root.offered
            glyph: "plus"
            text: qsTr("Add")
            Accessible.name: qsTr("Add %1").arg(root.name)
            onClicked: root.addAsked()
        }
    }
}
