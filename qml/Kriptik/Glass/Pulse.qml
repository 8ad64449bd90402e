pragma ComponentBehavior: Bound

import QtQuick

/* Three slow beats of warmth, when it comes into view and when the person comes back to the window; then it rests. */
Item {
    id: root

    property real warmth: 0
    property bool able: true
    readonly property bool watched: able && visible && Window.active
    readonly property alias beating: beat.running

    onWatchedChanged: {
        if (watched && !Theme.reducedMotion)
            beat.restart();
        else
            beat.rest();
    }

    SequentialAnimation {
        id: beat

        function rest(): void {
            stop();
            root.warmth = 0;
        }

        loops: Theme.beats

        NumberAnimation {
            target: root
            property: "warmth"
            to: 1
            duration: Theme.beatIn
            easing.type: Easing.InOutSine
        }
        NumberAnimation {
            target: root
            property: "warmth"
            to: 0
            duration: Theme.beatOut
            easing.type: Easing.InOutSine
        }
    }
}
