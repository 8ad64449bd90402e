pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Icons

/* What came of checking. Each kind of outcome has a sign, a tone and a heading of its own. */
Rectangle {
    id: root

    /* As the view-model of the outcome names it; empty for a fault on this side. */
    required property string verdict
    required property string heading
    required property string text
    property string hint: ""
    readonly property var signs: ({
            "refused": ["x", Theme.error],
            "blocked": ["lock", Theme.error],
            "confirm": ["alert", Theme.warning],
            "unchecked": ["alert", Theme.warning],
            "limited": ["clock", Theme.warning],
            "lacking": ["key", Theme.warning],
            "offline": ["offline", Theme.text],
            "stopped": ["info", Theme.textDim]
        })
    readonly property var sign: signs[verdict] ?? ["x", Theme.error]
    readonly property color ink: sign[1]

    visible: text !== ""
    implicitHeight: row.implicitHeight + 2 * Theme.space12
    radius: Theme.radius12
    color: Theme.veil(ink, Theme.toneFill / 2)
    border.width: Theme.hairline
    border.color: Theme.veil(ink, Theme.toneEdge)
    Accessible.role: Accessible.AlertMessage
    Accessible.name: heading + ". " + text + (hint !== "" ? " " + hint : "")

    RowLayout {
        id: row

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Theme.space16
        anchors.rightMargin: Theme.space16
        spacing: Theme.space12

        UiIcon {
            Layout.alignment: Qt.AlignTop
            name: root.sign[0]
            size: Theme.icon20
            color: root.ink
            accent: root.verdict === "offline" ? Theme.textDim : root.ink
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.space4

            GlassText {
                Layout.fillWidth: true
                kind: "label"
                font.pixelSize: Theme.sizeSmall
                text: root.heading
                Accessible.ignored: true
            }
            GlassText {
                Layout.fillWidth: true
                kind: "small"
                text: root.hint === "" ? root.text : root.text + " " + root.hint
                wrapMode: Text.Wrap
                Accessible.ignored: true
            }
        }
    }
}
