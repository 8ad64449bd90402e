pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass

/* Why something is there, in a sentence; the person's own words in it, between quotes, in the tone of their marks. */
GlassText {
    id: root

    required property string reason
    property color ink: Theme.redSoft

    function dressed(sentence: string): string {
        const safe = sentence.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
        return safe.replace(new RegExp("\"[^\"]*\"", "g"), words => "<font color=\"" + ink + "\">" + words + "</font>");
    }

    kind: "caption"
    text: dressed(reason)
    textFormat: Text.StyledText
    wrapMode: Text.Wrap
    Accessible.name: reason
}
