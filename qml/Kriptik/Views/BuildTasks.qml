pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kriptik.Glass
import Kriptik.Ui

/* All tasks in order under their phases. */
ListView {
    id: root

    required property BuildViewModel vm

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
    topMargin: Theme.space4
    bottomMargin: Theme.space12
    highlightMoveDuration: Theme.fast
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Tasks")
    T.ScrollBar.vertical: GlassScrollBar {}

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
