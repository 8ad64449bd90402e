pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Icons

/* Words under a field: a hint, or with a sign before them a warning or what is wrong. */
Item {
    id: root

    property string text: ""
    property string tone: ""
    readonly property color ink: tone === "" ? Theme.textFaint : Theme.wordTone(tone)

    implicitHeight: words.implicitHeight

    Loader {
        active: root.tone !== ""
        y: Theme.space2
        sourceComponent: UiIcon {
            name: root.tone === "error" ? "x" : "alert"
            size: Theme.icon12
            color: root.ink
            accent: root.ink
        }
    }
    GlassText {
        id: words

        x: root.tone === "" ? 0 : Theme.icon12 + Theme.space8
        width: root.width - x
        kind: "caption"
        text: root.text
        color: root.ink
        wrapMode: Text.Wrap
    }
}
