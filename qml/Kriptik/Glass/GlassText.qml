pragma ComponentBehavior: Bound

import QtQuick

/* All text that is read and not typed. Kinds: display, title, heading, body, small, caption, label, mono. */
Text {
    id: root

    property string kind: "body"
    readonly property bool strong: kind === "display" || kind === "title" || kind === "heading" || kind === "label"

    color: kind === "small" || kind === "caption" ? Theme.textDim : Theme.text
    font.family: kind === "mono" ? Theme.monoFamily : Theme.family
    font.pixelSize: Theme.textSize(kind)
    font.weight: strong ? Font.DemiBold : Font.Normal
    font.hintingPreference: Font.PreferNoHinting
    font.letterSpacing: kind === "display" ? Theme.trackingDisplay : 0
    lineHeight: wrapMode === Text.NoWrap ? 1 : strong ? Theme.leadingStrong : Theme.leading
    textFormat: Text.PlainText
    elide: wrapMode === Text.NoWrap ? Text.ElideRight : Text.ElideNone
    Accessible.role: strong && kind !== "label" ? Accessible.Heading : Accessible.StaticText
    Accessible.name: text
    Accessible.ignored: text === ""
}
