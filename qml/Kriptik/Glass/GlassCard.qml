pragma ComponentBehavior: Bound

import QtQuick

/* A slab that rises under the pointer and leans toward it. With `clickable` it is one big button; else it only holds
   others. Variants as in GlassPanel, depth 1 to 4; `glow` is the warmth around it while the pointer is there. */
Item {
    id: root

    property string title: ""
    property string description: ""
    property bool clickable: false
    property int padding: Theme.space20
    property string variant: "dark"
    property int depth: 2
    property color edge: Theme.line
    property real glow: 0
    property int entranceDelay: 0
    readonly property bool lifted: hover.hovered && !tap.pressed
    default property alias content: body.data

    signal activated

    function press(): bool {
        if (clickable)
            activated();
        return clickable;
    }

    implicitWidth: Theme.cardWidth
    implicitHeight: body.childrenRect.height + 2 * padding
    activeFocusOnTab: clickable
    Accessible.role: clickable ? Accessible.Button : Accessible.Grouping
    Accessible.name: title
    Accessible.description: description
    Accessible.focusable: clickable
    Accessible.onPressAction: press()
    Keys.onSpacePressed: event => event.accepted = press()
    Keys.onReturnPressed: event => event.accepted = press()
    Keys.onEnterPressed: event => event.accepted = press()

    Item {
        id: slab

        property real lift: root.lifted ? 1 : 0
        property real pressed: root.clickable && tap.pressed ? Theme.press : 1
        property real leanX: lean.atX
        property real leanY: lean.atY

        width: parent.width
        height: parent.height
        y: -Theme.lift * lift
        scale: pressed * entrance.growth
        opacity: entrance.strength
        transform: [
            Rotation {
                origin.x: slab.width / 2
                origin.y: slab.height / 2
                axis: Qt.vector3d(1, 0, 0)
                angle: slab.leanX
                distanceToPlane: Theme.eye
            },
            Rotation {
                origin.x: slab.width / 2
                origin.y: slab.height / 2
                axis: Qt.vector3d(0, 1, 0)
                angle: slab.leanY
                distanceToPlane: Theme.eye
            }
        ]

        Behavior on lift {
            NumberAnimation {
                duration: Theme.normal
                easing.type: Easing.OutCubic
            }
        }
        Behavior on pressed {
            NumberAnimation {
                duration: Theme.fast
                easing.type: Easing.OutCubic
            }
        }
        Behavior on leanX {
            NumberAnimation {
                duration: Theme.normal
                easing.type: Easing.OutCubic
            }
        }
        Behavior on leanY {
            NumberAnimation {
                duration: Theme.normal
                easing.type: Easing.OutCubic
            }
        }

        GlassShadow {
            anchors.fill: parent
            level: root.depth + slab.lift
            glow: root.glow * slab.lift
        }
        GlassSurface {
            id: surface

            anchors.fill: parent
            variant: root.variant
            edge: root.edge
            light: 1 + slab.lift * Theme.liftedLight
        }
        Loader {
            anchors.fill: parent
            active: root.activeFocus
            sourceComponent: FocusRing {
                around: Theme.radius16
            }
        }
        Item {
            id: body

            anchors.fill: parent
            anchors.margins: root.padding
        }
    }
    QtObject {
        id: lean

        readonly property bool on: hover.hovered && surface.shaders && !Theme.reducedMotion
        readonly property real atX: on ? (0.5 - hover.point.position.y / root.height) * 2 * Theme.tilt : 0
        readonly property real atY: on ? (hover.point.position.x / root.width - 0.5) * 2 * Theme.tilt : 0
    }
    Entrance {
        id: entrance

        delay: root.entranceDelay
    }
    HoverHandler {
        id: hover

        cursorShape: root.clickable ? Qt.PointingHandCursor : Qt.ArrowCursor
    }
    TapHandler {
        id: tap

        enabled: root.clickable
        onTapped: {
            root.forceActiveFocus(Qt.MouseFocusReason);
            root.activated();
        }
    }
}
