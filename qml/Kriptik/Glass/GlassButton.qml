pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kriptik.Icons

/* Kinds: primary (red, one per screen), secondary (transparent), outline (an edge in `edge`, green unless a brand's: it
   connects something). A busy one shows what is going on and cannot be pressed. */
T.Button {
    id: root

    property string kind: "secondary"
    property string glyph: ""
    property string brand: ""
    property color edge: Theme.success
    property bool busy: false
    property bool pulsing: false
    property real heat: enabled && hovered ? 1 : 0
    readonly property bool primary: kind === "primary"
    readonly property bool outlined: kind === "outline"
    readonly property bool lit: primary && (enabled || busy)
    readonly property bool led: busy || glyph !== "" || brand !== ""
    readonly property real warmth: (fire.item as Pulse)?.warmth ?? 0
    readonly property color ink: enabled || busy ? Theme.text : Theme.textFaint

    enabled: !busy
    implicitWidth: Math.max(Theme.buttonMin, implicitContentWidth + leftPadding + rightPadding)
    implicitHeight: Theme.controlHeight
    horizontalPadding: Theme.space20
    scale: down ? Theme.press : 1
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    font.family: Theme.family
    font.hintingPreference: Font.PreferNoHinting
    font.pixelSize: Theme.sizeBody
    font.weight: Font.DemiBold
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.description: busy ? qsTr("Working") : ""
    Accessible.onPressAction: if (enabled) clicked()
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    Behavior on heat {
        NumberAnimation {
            duration: Theme.normal
            easing.type: Easing.OutCubic
        }
    }
    Behavior on scale {
        NumberAnimation {
            duration: Theme.fast
            easing.type: Easing.OutCubic
        }
    }
    HoverHandler {
        cursorShape: root.enabled ? Qt.PointingHandCursor : Qt.ArrowCursor
    }

    background: Rectangle {
        radius: Theme.radius12
        color: root.primary ? (root.lit ? Theme.clear : Theme.high) : root.outlined ? Theme.veil(root.edge, Theme.toneFill * root.heat) : root.down ? Theme.fillPressed : Theme.mix(Theme.fillRest, Theme.fillHover, root.heat)
        border.width: root.lit ? 0 : Theme.hairline
        border.color: !root.enabled ? (root.outlined ? Theme.veil(root.edge, Theme.toneEdge) : Theme.line) : root.outlined ? Theme.veil(root.edge, Theme.toneEdgeStrong + (1 - Theme.toneEdgeStrong) * root.heat) : Theme.mix(Theme.mix(Theme.lineStrong, Theme.lineHover, root.heat), Theme.redText, root.warmth)

        Loader {
            id: fire

            anchors.fill: parent
            active: root.lit || root.pulsing
            sourceComponent: Pulse {
                id: beat

                able: root.pulsing && root.enabled

                GlassShadow {
                    readonly property real rest: root.primary ? Theme.glowRest : 0
                    readonly property real warmth: root.primary ? Math.max(root.heat, beat.warmth) : beat.warmth

                    anchors.fill: parent
                    level: root.lit ? 1 : 0
                    glow: root.enabled ? rest + (Theme.glowHot - rest) * warmth : 0
                }
                Loader {
                    anchors.fill: parent
                    active: root.lit
                    sourceComponent: RedFace {
                        heat: root.down ? 0 : Math.max(root.heat, beat.warmth)
                        dull: root.busy
                    }
                }
            }
        }
        Loader {
            anchors.fill: parent
            active: root.visualFocus
            sourceComponent: FocusRing {}
        }
    }
    contentItem: Item {
        implicitWidth: Math.ceil(word.implicitWidth) + word.before
        implicitHeight: word.implicitHeight

        Loader {
            id: lead

            active: root.led
            x: (parent.width - word.width - word.before) / 2
            anchors.verticalCenter: parent.verticalCenter
            sourceComponent: root.busy ? turning : root.brand !== "" ? mark : sign
        }
        GlassText {
            id: word

            readonly property int before: root.led ? Theme.icon16 + (text === "" ? 0 : Theme.space8) : 0

            x: lead.x + before
            width: Math.min(implicitWidth, parent.width - before)
            anchors.verticalCenter: parent.verticalCenter
            text: root.text
            font: root.font
            color: root.ink
            Accessible.ignored: true
        }
    }

    Component {
        id: turning

        Spinner {
            size: Theme.icon16
            color: root.ink
            accent: root.ink
        }
    }
    Component {
        id: sign

        UiIcon {
            name: root.glyph
            size: Theme.icon16
            color: root.ink
            accent: root.primary || !root.enabled ? root.ink : Theme.redText
        }
    }
    Component {
        id: mark

        BrandIcon {
            slug: root.brand
            size: Theme.icon16
        }
    }
}
