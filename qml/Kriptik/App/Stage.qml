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
    visible: shown || leaving.running
    enabled: shown
    z: shown ? 1 : 0
    sourceComponent: content
    focus: shown
    onShownChanged: {
        if (shown) {
            wanted = true;
            come();
        } else {
            go();
        }
    }
    onKeptChanged: if (!kept) {
        wanted = false;
        leaving.stop();
    }
    onLoaded: if (shown) (item as Item).forceActiveFocus(Qt.OtherFocusReason)
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
