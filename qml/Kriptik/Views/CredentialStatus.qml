pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass
import Kriptik.Icons

/* How a credential stands, as a sign and in words; what is well has the quietest of colours. */
Row {
    id: root

    required property string status
    required property string text
    property real most: Number.POSITIVE_INFINITY
    readonly property var glyphs: ({
            "valid": "check",
            "expiring": "clock",
            "unknown": "offline",
            "unverified": "clock",
            "uncheckable": "info",
            "invalid": "x",
            "expired": "alert"
        })
    readonly property bool bad: status === "invalid" || status === "expired"
    readonly property bool plain: status === "uncheckable" || status === "unknown"
    readonly property color ink: status === "valid" ? Theme.success : bad ? Theme.error : plain ? Theme.textDim : Theme.warning

    spacing: Theme.space8
    Accessible.ignored: true

    UiIcon {
        id: sign

        anchors.verticalCenter: parent.verticalCenter
        name: root.glyphs[root.status] ?? "info"
        size: Theme.icon16
        color: root.ink
        accent: root.ink
    }
    GlassText {
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(implicitWidth, Math.max(0, root.most - sign.width - root.spacing))
        kind: "caption"
        text: root.text
        color: root.bad ? Theme.redWord : root.status === "valid" || root.plain ? Theme.textDim : Theme.warning
    }
}
