pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Icons

/* What came of checking. Refused, not checkable and nobody reached differ in sign, tone and heading. */
Rectangle {
    id: root

    /* refused, unchecked, offline, or empty for a fault on this side. */
    required property string verdict
    required property string text
    property string hint: ""
    readonly property color ink: verdict === "unchecked" ? Theme.warning : verdict === "offline" ? Theme.text : Theme.error
    readonly property string heading: verdict === "unchecked" ? qsTr("Could not check") : verdict === "offline" ? qsTr("Offline: nobody answered") : verdict === "refused" ? qsTr("Not accepted") : qsTr("That did not work")

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
            name: root.verdict === "unchecked" ? "alert" : root.verdict === "offline" ? "offline" : "x"
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
