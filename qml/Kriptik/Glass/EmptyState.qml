pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Icons

/* What stands where nothing is yet: what would be here, and how it comes here. */
ColumnLayout {
    id: root

    property string glyph: "layers"
    required property string title
    property string text: ""
    default property alias actions: row.data

    spacing: Theme.space8

    UiIcon {
        Layout.alignment: Qt.AlignHCenter
        Layout.bottomMargin: Theme.space8
        name: root.glyph
        size: 40
        color: Theme.textDim
    }
    GlassText {
        Layout.alignment: Qt.AlignHCenter
        kind: "heading"
        text: root.title
    }
    GlassText {
        Layout.alignment: Qt.AlignHCenter
        Layout.maximumWidth: 440
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
        spacing: Theme.space8
    }
}
