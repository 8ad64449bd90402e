pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Icons

/* What a field is for, above it and always there; `optional` says that it may stay empty, `good` that its value looks
   right. */
Item {
    id: root

    property string text: ""
    property bool optional: false
    property bool good: false

    implicitWidth: Math.ceil(word.implicitWidth) + Theme.space8 + part.width + praise.width
    implicitHeight: word.implicitHeight

    GlassText {
        id: word

        width: Math.min(implicitWidth, root.width - part.width - praise.width - Theme.space8)
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
    Loader {
        id: praise

        active: root.good
        anchors.right: parent.right
        anchors.bottom: word.bottom
        sourceComponent: Row {
            spacing: Theme.space4

            UiIcon {
                anchors.verticalCenter: parent.verticalCenter
                name: "check"
                size: Theme.icon12
                color: Theme.success
                accent: Theme.success
            }
            GlassText {
                kind: "caption"
                color: Theme.success
                text: qsTr("Looks right")
                Accessible.ignored: true
            }
        }
    }
}
