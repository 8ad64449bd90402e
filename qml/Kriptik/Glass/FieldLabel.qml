pragma ComponentBehavior: Bound

import QtQuick

/* What a field is for, above it and always there; `optional` says that it may stay empty. */
Item {
    id: root

    property string text: ""
    property bool optional: false

    implicitWidth: Math.ceil(word.implicitWidth) + Theme.space8 + part.width
    implicitHeight: word.implicitHeight

    GlassText {
        id: word

        width: Math.min(implicitWidth, root.width - part.width - Theme.space8)
        kind: "label"
        font.pixelSize: Theme.sizeSmall
        text: root.text
        color: root.enabled ? Theme.text : Theme.textDim
        Accessible.ignored: true
    }
    Loader {
        id: part

        active: root.optional
        x: word.width + Theme.space8
        anchors.bottom: word.bottom
        sourceComponent: GlassText {
            kind: "caption"
            color: Theme.textFaint
            text: qsTr("Optional")
            Accessible.ignored: true
        }
    }
}
