pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kriptik.Glass
import Kriptik.Icons

/* One place the rail leads to: an icon over its word. `text` is the whole name, for screen readers. */
T.AbstractButton {
    id: root

    required property string glyph
    required property string word
    property bool current: false
    property int count: 0
    readonly property bool warm: hovered || visualFocus

    implicitWidth: Theme.railItem
    implicitHeight: Theme.railItem
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    scale: down ? Theme.press : 1
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.onPressAction: clicked()
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    Behavior on scale {
        NumberAnimation {
            duration: Theme.fast
            easing.type: Easing.OutCubic
        }
    }
    HoverHandler {
        cursorShape: Qt.PointingHandCursor
    }

    background: Rectangle {
        radius: Theme.radius12
        color: root.current ? Theme.fillCurrent : root.warm ? Theme.fillHover : Theme.clear

        Behavior on color {
            ColorAnimation {
                duration: Theme.fast
            }
        }

        Loader {
            anchors.fill: parent
            active: root.visualFocus
            sourceComponent: FocusRing {}
        }
    }
    contentItem: Item {
        UiIcon {
            anchors.horizontalCenter: parent.horizontalCenter
            y: Theme.space8
            name: root.glyph
            size: Theme.icon20
            color: root.current || root.warm ? Theme.text : Theme.textDim
            accent: root.current || root.warm ? Theme.redText : Theme.textDim
            scale: root.warm && !root.down ? Theme.iconHover : 1

            Behavior on scale {
                NumberAnimation {
                    duration: Theme.fast
                    easing.type: Easing.OutCubic
                }
            }
        }
        GlassText {
            anchors.horizontalCenter: parent.horizontalCenter
            anchors.bottom: parent.bottom
            anchors.bottomMargin: Theme.space8
            width: Math.min(implicitWidth, parent.width)
            kind: "label"
            font.pixelSize: Theme.sizeMicro
            color: root.current || root.warm ? Theme.text : Theme.textDim
            text: root.word
            Accessible.ignored: true
        }
        Rectangle {
            visible: root.count > 0
            x: parent.width / 2 + Theme.space4
            y: Theme.space4
            width: Math.max(Theme.countHeight, Math.ceil(number.implicitWidth) + Theme.space8)
            height: Theme.countHeight
            radius: height / 2
            color: Theme.red

            GlassText {
                id: number

                anchors.centerIn: parent
                kind: "label"
                font.pixelSize: Theme.sizeMicro
                text: root.count
                Accessible.ignored: true
            }
        }
    }
}
