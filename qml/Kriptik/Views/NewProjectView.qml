pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* The description on the left, what was understood of it on the right. */
FocusScope {
    id: root

    required property NewProjectViewModel vm

    RowLayout {
        anchors.fill: parent
        anchors.margins: Theme.margin
        anchors.leftMargin: Theme.gap
        spacing: Theme.gutter

        ProjectForm {
            Layout.fillHeight: true
            Layout.preferredWidth: Math.max(320, Math.min(480, root.width * 0.38))
            focus: true
            vm: root.vm
        }
        StackPanel {
            Layout.fillWidth: true
            Layout.fillHeight: true
            vm: root.vm
        }
    }
}
