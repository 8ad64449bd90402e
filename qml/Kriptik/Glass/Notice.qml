pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Icons

/* Something the person should know, where it matters: what happened and what to do. Tones as in Badge. */
Rectangle {
    id: root

    property string tone: "error"
    property string text: ""
    property string hint: ""
    readonly property color ink: tone === "neutral" ? Theme.textDim : Theme.tone(tone)

    visible: text !== ""
    implicitHeight: row.implicitHeight + 2 * 12
    radius: Theme.radius12
    color: Theme.raised
    border.width: 1
    border.color: Theme.veil(ink, 0.45)
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text + (hint ? " " + hint : "")

    RowLayout {
        id: row

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: 14
        anchors.rightMargin: 14
        spacing: 12

        UiIcon {
            Layout.alignment: Qt.AlignTop
            name: root.tone === "success" ? "check" : root.tone === "error" ? "x" : "alert"
            size: 18
            color: root.ink
            accent: root.ink
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 2

            GlassText {
                Layout.fillWidth: true
                text: root.text
                font.pixelSize: Theme.sizeSmall
                wrapMode: Text.Wrap
                Accessible.ignored: true
            }
            GlassText {
                Layout.fillWidth: true
                visible: text !== ""
                kind: "small"
                text: root.hint
                wrapMode: Text.Wrap
                Accessible.ignored: true
            }
        }
    }
}
