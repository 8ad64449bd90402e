pragma ComponentBehavior: Bound

import QtQuick

/* The motion of one icon as an angle and a factor. At rest, hidden or without a pace it asks for no frame. */
Item {
    id: root

    required property IconPace pace
    property bool spinning: false
    property bool calling: false
    property bool hovered: false

    property real angle: 0
    property real beat: 1
    property real swell: hovered ? pace.hoverScale : 1
    readonly property real factor: beat * swell
    readonly property bool seen: visible && Window.visibility !== Window.Hidden && Window.visibility !== Window.Minimized

    Accessible.ignored: true

    Behavior on swell {
        NumberAnimation {
            duration: root.pace.hover
            easing.type: Easing.OutCubic
        }
    }
    NumberAnimation {
        target: root
        property: "angle"
        from: 0
        to: 360
        duration: root.pace.turn
        loops: Animation.Infinite
        running: root.spinning && root.seen && root.pace.turn > 0
        onStopped: root.angle = 0
    }
    SequentialAnimation {
        loops: 3
        running: root.calling && root.seen && root.pace.beatIn > 0
        onStopped: root.beat = 1

        NumberAnimation {
            target: root
            property: "beat"
            from: 1
            to: root.pace.beatScale
            duration: root.pace.beatIn
            easing.type: Easing.InOutSine
        }
        NumberAnimation {
            target: root
            property: "beat"
            to: 1
            duration: root.pace.beatOut
            easing.type: Easing.InOutSine
        }
    }
}
