import QtQuick
import QtQuick.Layouts
import Kriptik.Glass

/* A word about pasting, and where there are several fields the button that fills them all. */
RowLayout {
    id: root

    required property string text
    required property bool several
    required property bool locked
    property real breadth: 0
    readonly property real least: all.implicitWidth

    signal asked

    spacing: Theme.space24

    GlassText {
        Layout.fillWidth: true
        kind: "caption"
        text: root.text
        wrapMode: Text.Wrap
    }
    GlassButton {
        id: all

        objectName: "pasteAll"
        Layout.preferredWidth: Math.max(root.breadth, implicitWidth)
        visible: root.several
        glyph: "layers"
        text: qsTr("Paste everything")
        Accessible.description: qsTr("Ctrl+Shift+V")
        enabled: !root.locked
        onClicked: root.asked()
    }
}
