pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Icons

/* What stands where nothing is yet: what would be here, and how it comes here. Its children are the ways to go on. */
ColumnLayout {
    id: root

    property string glyph: "layers"
    required property string title
    property string text: ""
    property string tone: "neutral"
    readonly property bool plain: tone === "neutral"
    readonly property color ink: plain ? Theme.textDim : Theme.tone(tone)
    default property alias actions: row.data

    spacing: Theme.space8
    Accessible.role: plain ? Accessible.Grouping : Accessible.AlertMessage
    Accessible.name: text === "" ? title : title + ". " + text

    Rectangle {
        Layout.alignment: Qt.AlignHCenter
        Layout.bottomMargin: Theme.space8
        implicitWidth: Theme.emptyTile
        implicitHeight: Theme.emptyTile
        radius: Theme.radius16
        color: root.plain ? Theme.fillHover : Theme.mix(Theme.raised, root.ink, Theme.toneFill)
        border.width: Theme.hairline
        border.color: root.plain ? Theme.line : Theme.veil(root.ink, Theme.toneEdge)

        UiIcon {
            anchors.centerIn: parent
            name: root.glyph
            size: Theme.icon32
            color: root.plain ? Theme.text : root.ink
            accent: root.plain ? Theme.redText : root.ink
        }
    }
    GlassText {
        Layout.alignment: Qt.AlignHCenter
        Layout.fillWidth: true
        Layout.maximumWidth: Theme.noteWidth
        kind: "heading"
        text: root.title
        wrapMode: Text.Wrap
        horizontalAlignment: Text.AlignHCenter
    }
    GlassText {
        Layout.alignment: Qt.AlignHCenter
        Layout.fillWidth: true
        Layout.maximumWidth: Theme.noteWidth
        visible: text !== ""
        kind: "small"
        text: root.text
        wrapMode: Text.Wrap
        horizontalAlignment: Text.AlignHCenter
    }
    Row {
        id: row

        Layout.alignment: Qt.AlignHCenter
        Layout.topMargin: Theme.space16
        visible: children.length > 0
        spacing: Theme.space8
    }
}
