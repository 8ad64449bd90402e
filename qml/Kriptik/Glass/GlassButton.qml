pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kriptik.Icons

/* Kinds: primary (red, one per screen), secondary (transparent), outline (green edge: connects something). */
T.Button {
    id: root

    property string kind: "secondary"
    property string glyph: ""
    property string brand: ""
    property bool busy: false
    property bool pulsing: false
    readonly property bool primary: kind === "primary"
    readonly property bool awake: Window.active
    readonly property color ink: enabled ? Theme.text : Theme.textFaint

    function pulse(): void {
        if (!Theme.reducedMotion)
            beat.restart();
    }

    implicitWidth: Math.max(88, row.implicitWidth + 2 * 18)
    implicitHeight: Theme.controlHeight
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    font.family: Theme.family
    font.hintingPreference: Font.PreferNoHinting
    font.pixelSize: Theme.sizeBody
    font.weight: Font.DemiBold
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.onPressAction: if (enabled) clicked()
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()
    Component.onCompleted: if (pulsing) pulse()
    onAwakeChanged: if (awake && pulsing) pulse()

    HoverHandler {
        cursorShape: root.enabled ? Qt.PointingHandCursor : Qt.ArrowCursor
    }
    SequentialAnimation {
        id: beat

        loops: 3

        NumberAnimation {
            target: back
            property: "warmth"
            to: 1
            duration: 420
            easing.type: Easing.InOutSine
        }
        NumberAnimation {
            target: back
            property: "warmth"
            to: 0
            duration: 520
            easing.type: Easing.InOutSine
        }
    }

    background: Item {
        id: back

        property real warmth: 0
        property real heat: root.enabled && root.hovered ? 1 : 0

        scale: root.down ? 0.98 : 1

        Behavior on heat {
            NumberAnimation {
                duration: Theme.normal
                easing.type: Easing.OutCubic
            }
        }
        Behavior on scale {
            NumberAnimation {
                duration: Theme.fast
            }
        }

        GlassShadow {
            anchors.fill: parent
            level: root.primary ? 1 : 0
            glow: root.primary && root.enabled ? Math.min(1, 0.22 + 0.6 * back.heat + 0.7 * back.warmth) : 0
        }
        Rectangle {
            anchors.fill: parent
            visible: root.primary && root.enabled
            radius: Theme.radius12
            gradient: Gradient {
                orientation: Gradient.Vertical
                GradientStop {
                    position: 0
                    color: Theme.red
                }
                GradientStop {
                    position: 1
                    color: Theme.redDeep
                }
            }
        }
        Rectangle {
            anchors.fill: parent
            radius: Theme.radius12
            color: root.primary ? (root.enabled ? "transparent" : Theme.high) : Qt.rgba(1, 1, 1, 0.03 + 0.05 * back.heat)
            border.width: 1
            border.color: root.primary ? Qt.rgba(1, 1, 1, root.enabled ? 0.16 + 0.12 * back.heat : 0.06) : root.kind === "outline" ? Theme.veil(Theme.success, root.enabled ? 0.7 : 0.25) : Qt.rgba(1, 1, 1, root.enabled ? 0.15 + 0.1 * back.heat : 0.08)
        }
        FocusRing {
            visible: root.visualFocus
        }
    }
    contentItem: Item {
        implicitWidth: row.implicitWidth
        implicitHeight: row.implicitHeight

        Row {
            id: row

            anchors.centerIn: parent
            spacing: 8

            Loader {
                active: root.busy
                visible: active
                anchors.verticalCenter: parent.verticalCenter
                sourceComponent: Spinner {
                    size: 16
                }
            }
            Loader {
                active: root.glyph !== "" && !root.busy
                visible: active
                anchors.verticalCenter: parent.verticalCenter
                sourceComponent: UiIcon {
                    name: root.glyph
                    size: 16
                    color: root.ink
                    accent: root.primary || !root.enabled ? root.ink : Theme.redText
                }
            }
            Loader {
                active: root.brand !== "" && !root.busy
                visible: active
                anchors.verticalCenter: parent.verticalCenter
                sourceComponent: BrandIcon {
                    slug: root.brand
                    size: 18
                }
            }
            GlassText {
                visible: text !== ""
                text: root.text
                font: root.font
                color: root.ink
                anchors.verticalCenter: parent.verticalCenter
                Accessible.ignored: true
            }
        }
    }
}
