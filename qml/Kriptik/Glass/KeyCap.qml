pragma ComponentBehavior: Bound

import QtQuick

/* A key as it is printed on a keyboard; decoration, what it does is said elsewhere. */
Rectangle {
    id: root

    required property string text

    implicitWidth: Math.max(Theme.space20, Math.ceil(word.implicitWidth) + 2 * Theme.space8)
    implicitHeight: Theme.space20
    radius: Theme.radius4
    color: Theme.fillHover
    border.width: Theme.hairline
    border.color: Theme.lineStrong
    Accessible.ignored: true

    GlassText {
        id: word

        anchors.centerIn: parent
        kind: "label"
        font.pixelSize: Theme.sizeMicro
        text: root.text
        color: Theme.textDim
        Accessible.ignored: true
    }
}
