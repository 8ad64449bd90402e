pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass

/* Inside a text: shows all of it while the pointer rests on it, where the text itself is cut short. */
HoverHandler {
    id: root

    property string full: ""
    readonly property Text words: parent as Text

    enabled: words.truncated || (full !== "" && full !== words.text)

    property Loader tip: Loader {
        parent: root.words
        active: root.hovered
        sourceComponent: GlassTooltip {
            target: root.words
            text: root.full || root.words.text
            shown: true
        }
    }
}
