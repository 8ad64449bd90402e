pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kriptik.Icons

/* A button that is only an icon; `text` is its name for screen readers and its tooltip. */
T.AbstractButton {
    id: root

    required property string glyph
    property bool current: false
    property int size: Theme.controlHeight
    property int glyphSize: Theme.icon20
    property string badge: ""
    property bool quiet: false
    property string tip: "below"
    property bool told: false
    readonly property bool warm: enabled && (hovered || visualFocus)

    implicitWidth: size
    implicitHeight: size
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.onPressAction: if (enabled) clicked()
    onHoveredChanged: told = false
    onPressed: told = true
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    Loader {
        active: root.warm && !root.told
        sourceComponent: GlassTooltip {
            target: root
            text: root.text
            side: root.tip
            shown: true
        }
    }
    HoverHandler {
        cursorShape: root.enabled ? Qt.PointingHandCursor : Qt.ArrowCursor
    }

    background: Rectangle {
        radius: root.size < Theme.controlHeight ? Theme.radius8 : Theme.radius12
        color: root.down ? Theme.fillPressed : root.current ? Theme.fillCurrent : root.warm ? Theme.fillHover : Theme.clear
        border.width: root.current ? Theme.hairline : 0
        border.color: Theme.line

        Behavior on color {
            ColorAnimation {
                duration: Theme.fast
            }
        }

        Loader {
            anchors.fill: parent
            active: root.visualFocus
            sourceComponent: FocusRing {
                around: (root.background as Rectangle).radius
            }
        }
    }
    contentItem: Item {
        UiIcon {
            objectName: root.objectName + "Icon"
            anchors.centerIn: parent
            name: root.glyph
            size: root.glyphSize
            color: root.enabled ? (root.current || root.warm ? Theme.text : Theme.textDim) : Theme.disabled
            accent: !root.enabled ? Theme.disabled : root.quiet && !root.warm ? Theme.textDim : Theme.redText
            scale: root.down ? Theme.press : root.warm ? Theme.iconHover : 1

            Behavior on scale {
                NumberAnimation {
                    duration: Theme.fast
                    easing.type: Easing.OutCubic
                }
            }
        }
        Loader {
            anchors.right: parent.right
            anchors.top: parent.top
            active: root.badge !== ""
            sourceComponent: Rectangle {
                implicitWidth: Math.max(Theme.countHeight, Math.ceil(count.implicitWidth) + Theme.space8)
                implicitHeight: Theme.countHeight
                radius: height / 2
                color: Theme.red

                GlassText {
                    id: count

                    anchors.centerIn: parent
                    kind: "label"
                    font.pixelSize: Theme.sizeMicro
                    text: root.badge
                    Accessible.ignored: true
                }
            }
        }
    }
}
