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
        anchors.margins: Theme.space32
        anchors.leftMargin: Theme.space16
        spacing: Theme.space24

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
