pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kriptik.Glass
import Kriptik.Ui

/* All tasks in order under their phases. Until somebody scrolls, it keeps what happens now in view. */
ListView {
    id: root

    required property BuildViewModel vm
    property bool steered: false

    function follow(): void {
        if (steered || activeFocus)
            return;
        if (vm.currentTask >= 0)
            positionViewAtIndex(vm.currentTask, ListView.Center);
        else
            positionViewAtBeginning();
    }
    function show(index: int): void {
        currentIndex = index;
        positionViewAtIndex(index, ListView.Contain);
        forceActiveFocus(Qt.OtherFocusReason);
    }

    model: vm.tasks
    clip: true
    boundsBehavior: Flickable.StopAtBounds
    reuseItems: true
    activeFocusOnTab: true
    header: Item {
        implicitHeight: Theme.space4
    }
    footer: Item {
        implicitHeight: Theme.space12
    }
    highlightMoveDuration: Theme.fast
    onMovementStarted: steered = true
    onCountChanged: Qt.callLater(follow)
    onHeightChanged: Qt.callLater(follow)
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Tasks")
    T.ScrollBar.vertical: GlassScrollBar {}

    Connections {
        target: root.vm

        function onChanged(): void {
            Qt.callLater(root.follow);
        }
        function onShown(): void {
            root.steered = false;
        }
    }
    FocusRing {
        visible: root.activeFocus
        around: Theme.radius16
        distance: 0
    }
    delegate: BuildTask {
        width: ListView.view.width
        current: ListView.isCurrentItem && ListView.view.activeFocus
    }
}
