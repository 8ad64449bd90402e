pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Icons

/* What one feature needs of a key, and whether the key has it, lacks it, or nobody says. */
RowLayout {
    id: root

    required property string feature
    required property string rights
    required property string sign
    required property string words
    readonly property color ink: sign === "has" ? Theme.success : sign === "lacks" ? Theme.warning : Theme.textFaint

    spacing: Theme.space12
    Accessible.role: Accessible.ListItem
    Accessible.name: qsTr("%1, %2: %3").arg(feature).arg(rights).arg(words)

    UiIcon {
        Layout.alignment: Qt.AlignTop
        Layout.leftMargin: Theme.space4
        Layout.rightMargin: Theme.space4
        name: root.sign === "has" ? "check" : root.sign === "lacks" ? "x" : root.sign === "untold" ? "minus" : "dot"
        size: Theme.icon16
        color: root.ink
        accent: root.ink
    }
    ColumnLayout {
        Layout.fillWidth: true
        spacing: Theme.space2

        GlassText {
            Layout.fillWidth: true
            kind: "small"
            color: Theme.text
            text: root.feature
            wrapMode: Text.Wrap
            Accessible.ignored: true
        }
        GlassText {
            Layout.fillWidth: true
            kind: "mono"
            color: Theme.textFaint
            text: root.rights
            wrapMode: Text.Wrap
            Accessible.ignored: true
        }
    }
    GlassText {
        Layout.alignment: Qt.AlignTop
        kind: "caption"
        color: root.sign === "lacks" || root.sign === "has" ? root.ink : Theme.textDim
        text: root.words
        Accessible.ignored: true
    }
}
