pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Icons

/* How a service stands, as a sign and in words: offered, free, needed, connected or error. */
RowLayout {
    id: root

    required property string status
    required property string text
    readonly property bool settled: status === "connected" || status === "error"

    spacing: Theme.space8

    StatusDot {
        Layout.alignment: Qt.AlignTop
        Layout.topMargin: Theme.space4
        visible: !root.settled
        tone: root.status === "needed" ? "warning" : "neutral"
    }
    UiIcon {
        Layout.alignment: Qt.AlignTop
        visible: root.settled
        name: root.status === "connected" ? "check" : "x"
        size: Theme.icon16
        color: root.status === "connected" ? Theme.success : Theme.error
        accent: color
    }
    GlassText {
        Layout.fillWidth: true
        kind: "caption"
        color: root.status === "error" ? Theme.redWord : root.status === "connected" ? Theme.text : Theme.textDim
        text: root.text
        wrapMode: Text.Wrap
        maximumLineCount: 3
        elide: Text.ElideRight
    }
}
