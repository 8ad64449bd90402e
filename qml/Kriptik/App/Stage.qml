pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass

/* One screen: made when first shown, then kept as it was left for as long as `kept`; nothing of it stays after that.
   It comes in a little smaller and clear, over the one that fades; the window's first screen is simply there. */
Loader {
    id: root

    required property bool shown
    required property Component content
    property bool kept: false
    property bool wanted: false
    // Something lies above that has the keyboard; it keeps it.
    property bool covered: false
    // The first screen is there with the first frame; the others are made piece by piece between frames, because a whole
    // screen at once holds up everything else for longer than one notices.
    property bool atOnce: false

    function come(): void {
        leaving.stop();
        if (Theme.reducedMotion) {
            opacity = 1;
            scale = 1;
        } else {
            entering.restart();
        }
    }
    function go(): void {
        entering.stop();
        opacity = 0;
        if (kept && !Theme.reducedMotion)
            leaving.restart();
    }

    anchors.fill: parent
    active: shown || (kept && wanted)
    asynchronous: !atOnce
    visible: (shown && status === Loader.Ready) || leaving.running
    enabled: shown
    z: shown ? 1 : 0
    sourceComponent: content
    focus: shown
    onShownChanged: {
        if (shown) {
            wanted = true;
            if (status === Loader.Ready)
                come();
        } else {
            go();
        }
    }
    onKeptChanged: if (!kept) {
        wanted = false;
        leaving.stop();
    }
    onLoaded: if (shown) {
        if (!atOnce)
            come();
        if (!covered)
            (item as Item).forceActiveFocus(Qt.OtherFocusReason);
    }
    Component.onCompleted: wanted = shown

    ParallelAnimation {
        id: entering

        NumberAnimation {
            target: root
            property: "opacity"
            from: 0
            to: 1
            duration: Theme.normal
            easing.type: Easing.OutCubic
        }
        NumberAnimation {
            target: root
            property: "scale"
            from: Theme.screenEntrance
            to: 1
            duration: Theme.slow
            easing.type: Easing.OutCubic
        }
    }
    NumberAnimation {
        id: leaving

        target: root
        property: "opacity"
        from: 1
        to: 0
        duration: Theme.fast
    }
}
