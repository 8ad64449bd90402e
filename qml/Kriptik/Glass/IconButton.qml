pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kriptik.Icons

/* A button that is only an icon; `text` is its name for screen readers and its tooltip. */
T.AbstractButton {
    id: root

    required property string glyph
    property bool current: false
    property int size: Theme.controlHeight
    property int glyphSize: 20
    property string badge: ""
    property bool quiet: false

    implicitWidth: size
    implicitHeight: size
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.onPressAction: if (enabled) clicked()
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    HoverHandler {
        cursorShape: Qt.PointingHandCursor
    }
    background: Rectangle {
        radius: Theme.radius12
        color: root.current ? Qt.rgba(1, 1, 1, 0.10) : root.hovered ? Qt.rgba(1, 1, 1, 0.06) : "transparent"
        border.width: root.current ? 1 : 0
        border.color: Theme.line

        FocusRing {
            visible: root.visualFocus
        }
    }
    contentItem: Item {
        UiIcon {
            anchors.centerIn: parent
            name: root.glyph
            size: root.glyphSize
            color: root.enabled ? (root.current || root.hovered ? Theme.text : Theme.textDim) : Theme.disabled
            accent: !root.enabled ? Theme.disabled : root.quiet && !root.hovered ? Theme.textDim : Theme.redText
        }
        Rectangle {
            visible: root.badge !== ""
            anchors.right: parent.right
            anchors.top: parent.top
            width: Math.max(18, count.implicitWidth + 8)
            height: 18
            radius: 9
            color: Theme.red

            GlassText {
                id: count

                anchors.centerIn: parent
                kind: "label"
                font.pixelSize: 11
                text: root.badge
                Accessible.ignored: true
            }
        }
    }
}
