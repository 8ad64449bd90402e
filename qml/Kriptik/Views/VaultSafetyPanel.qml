pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Icons

/* One matter of the safety page: what it is, what it does, and what can be done. */
GlassPanel {
    id: root

    required property string glyph
    required property string title
    property string text: ""
    property alias headActions: head.data
    default property alias parts: column.data

    depth: 2
    padding: Theme.space20

    ColumnLayout {
        id: column

        width: parent.width
        spacing: Theme.space12

        RowLayout {
            id: head

            Layout.fillWidth: true
            Layout.minimumHeight: Theme.controlSmall
            spacing: Theme.space12

            UiIcon {
                name: root.glyph
                size: Theme.icon20
                color: Theme.text
                accent: Theme.redText
            }
            GlassText {
                Layout.fillWidth: true
                kind: "heading"
                text: root.title
            }
        }
        GlassText {
            Layout.fillWidth: true
            visible: text !== ""
            kind: "small"
            text: root.text
            wrapMode: Text.Wrap
        }
    }
}
