pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* The description on the left, what was understood of it on the right; or a folder with code that is there already. */
FocusScope {
    id: root

    required property NewProjectViewModel vm
    readonly property StackViewModel stack: vm.stack as StackViewModel
    readonly property OpenedFolderViewModel folder: vm.openedFolder as OpenedFolderViewModel
    readonly property bool narrow: width < Theme.narrowScreen

    Loader {
        anchors.fill: parent
        anchors.margins: root.narrow ? Theme.space16 : Theme.space32
        anchors.leftMargin: Theme.space16
        active: root.folder.state !== "none"
        focus: active
        sourceComponent: FolderView {
            objectName: "folderView"
            focus: true
            vm: root.folder
            inset: root.narrow ? Theme.space16 : Theme.space24
            Component.onCompleted: forceActiveFocus(Qt.OtherFocusReason)
        }
    }
    RowLayout {
        visible: root.folder.state === "none"
        anchors.fill: parent
        anchors.margins: root.narrow ? Theme.space16 : Theme.space32
        anchors.leftMargin: Theme.space16
        spacing: root.narrow ? Theme.space16 : Theme.space24

        ProjectForm {
            id: form

            Layout.fillHeight: true
            Layout.preferredWidth: Math.max(Theme.formMin, Math.min(Theme.formMax, root.width * 0.38))
            focus: true
            vm: root.vm
            inset: root.narrow ? Theme.space16 : Theme.space24
            pointed: panel.pointed
        }
        StackPanel {
            id: panel

            Layout.fillWidth: true
            Layout.fillHeight: true
            vm: root.stack
            inset: root.narrow ? Theme.space16 : Theme.space24
            onBegun: form.write()
        }
    }
}
