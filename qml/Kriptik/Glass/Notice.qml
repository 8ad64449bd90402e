pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Icons

/* Something the person should know, where it matters: what happened and what to do. Tones as in Badge. Its children are
   what can be done about it; with `dismissable` it can be put away. */
Rectangle {
    id: root

    property string tone: "error"
    property string text: ""
    property string hint: ""
    property bool dismissable: false
    readonly property bool plain: tone === "neutral"
    readonly property color ink: plain ? Theme.textDim : Theme.tone(tone)
    default property alias actions: doing.data

    signal dismissed

    visible: text !== ""
    implicitWidth: row.implicitWidth + 2 * Theme.space16
    implicitHeight: Math.max(Theme.rowHeight, row.implicitHeight + 2 * Theme.space12)
    radius: Theme.radius12
    color: plain ? Theme.raised : Theme.mix(Theme.raised, ink, Theme.toneFill)
    border.width: Theme.hairline
    border.color: plain ? Theme.mix(Theme.raised, Theme.text, Theme.toneFill) : Theme.mix(color, ink, Theme.toneEdge)
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text + (hint ? " " + hint : "")

    RowLayout {
        id: row

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Theme.space16
        anchors.rightMargin: root.dismissable ? Theme.space8 : Theme.space16
        spacing: Theme.space12

        UiIcon {
            Layout.alignment: root.hint === "" && words.lineCount === 1 ? Qt.AlignVCenter : Qt.AlignTop
            name: root.tone === "success" ? "check" : root.plain || root.tone === "accent" ? "info" : "alert"
            size: Theme.icon20
            color: root.ink
            accent: root.ink
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.space4

            GlassText {
                id: words

                Layout.fillWidth: true
                kind: "small"
                color: Theme.text
                text: root.text
                wrapMode: Text.Wrap
                lineHeight: implicitWidth > width ? Theme.leading : 1
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
        Row {
            id: doing

            Layout.alignment: Qt.AlignVCenter
            visible: children.length > 0
            spacing: Theme.space8
        }
        Loader {
            Layout.alignment: Qt.AlignVCenter
            active: root.dismissable
            visible: active
            sourceComponent: IconButton {
                objectName: root.objectName + "Dismiss"
                size: Theme.controlSmall
                glyphSize: Theme.icon16
                glyph: "x"
                quiet: true
                text: qsTr("Dismiss")
                onClicked: root.dismissed()
            }
        }
    }
}
