pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Dialogs
import QtCore

/* The system's dialog for a folder; loaded when it is needed, because its module is a heavy one. */
Item {
    id: root

    signal picked(url place)
    signal closed

    FolderDialog {
        title: qsTr("Choose an empty folder")
        currentFolder: StandardPaths.writableLocation(StandardPaths.HomeLocation)
        onAccepted: {
            root.picked(selectedFolder);
            root.closed();
        }
        onRejected: root.closed()
        Component.onCompleted: open()
    }
}
