pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Dialogs
import QtCore

/* The system's dialog for a new file; loaded when it is needed, because its module is a heavy one. */
Item {
    id: root

    property alias title: dialog.title
    property string fileName: ""

    signal picked(url place)
    signal closed

    FileDialog {
        id: dialog

        fileMode: FileDialog.SaveFile
        currentFolder: StandardPaths.writableLocation(StandardPaths.DocumentsLocation)
        selectedFile: currentFolder + "/" + root.fileName
        onAccepted: {
            root.picked(selectedFile);
            root.closed();
        }
        onRejected: root.closed()
        Component.onCompleted: open()
    }
}
