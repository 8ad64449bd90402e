pragma ComponentBehavior: Bound

import QtQuick

/* A slab that lifts under the pointer. With `clickable` it is one big button; else it only holds others. */
Item {
    id: root

    property string title: ""
    property string description: ""
    property bool clickable: false
    property int padding: Theme.space20
    property string variant: "dark"
    property int depth: 2
    property color edge: Theme.line
    readonly property bool lifted: hover.hovered && !tap.pressed
    default property alias content: body.data

    signal activated

    implicitWidth: 240
    implicitHeight: body.childrenRect.height + 2 * padding
    activeFocusOnTab: clickable
    Accessible.role: clickable ? Accessible.Button : Accessible.Grouping
    Accessible.name: title
    Accessible.description: description
    Accessible.focusable: clickable
    Accessible.onPressAction: if (clickable) activated()
    Keys.onSpacePressed: event => event.accepted = root.press()
    Keys.onReturnPressed: event => event.accepted = root.press()
    Keys.onEnterPressed: event => event.accepted = root.press()

    function press(): bool {
        if (clickable)
            activated();
        return clickable;
    }

    Item {
        id: slab

        property real lift: root.lifted ? 1 : 0

        width: parent.width
        height: parent.height
        y: -4 * lift
        scale: root.clickable && tap.pressed ? 0.98 : 1

        Behavior on lift {
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

        GlassShadow {
            anchors.fill: parent
            level: root.depth + slab.lift
        }
        GlassSurface {
            anchors.fill: parent
            variant: root.variant
            edge: root.edge
            light: 1 + 0.4 * slab.lift
        }
        FocusRing {
            visible: root.activeFocus
            around: Theme.radius16
        }
        Item {
            id: body

            anchors.fill: parent
            anchors.margins: root.padding
        }
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
