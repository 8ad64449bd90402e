import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Icons

/* The head of a sheet over the vault: what it is about. */
RowLayout {
    id: root

    required property string glyph
    required property string title
    required property string text
    property bool closable: true

    signal closeAsked

    height: Theme.headerHeight
    spacing: Theme.space16

    Rectangle {
        implicitWidth: Theme.controlLarge
        implicitHeight: Theme.controlLarge
        radius: Theme.radius12
        color: Theme.fillHover
        border.width: Theme.hairline
        border.color: Theme.line

        UiIcon {
            anchors.centerIn: parent
            name: root.glyph
            size: Theme.icon24
            color: Theme.text
            accent: Theme.redText
        }
    }
    ColumnLayout {
        Layout.fillWidth: true
        spacing: Theme.space4

        GlassText {
            Layout.fillWidth: true
            kind: "title"
            text: root.title
        }
        GlassText {
            Layout.fillWidth: true
            visible: text !== ""
            kind: "small"
            text: root.text
            wrapMode: Text.Wrap
            maximumLineCount: 2
            elide: Text.ElideRight
        }
    }
    IconButton {
        objectName: "closeVaultSheet"
        Layout.rightMargin: -Theme.space8
        glyph: "x"
        quiet: true
        glyphSize: Theme.icon16
        text: qsTr("Close")
        enabled: root.closable
        onClicked: root.closeAsked()
    }
}
