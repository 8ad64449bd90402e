pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Kriptik.Glass
import Kriptik.Ui

/* What the build says while it works, and the files it wrote. */
ColumnLayout {
    id: root

    required property BuildViewModel vm
    property string page: "log"

    spacing: 0

    RowLayout {
        Layout.fillWidth: true
        Layout.margins: Theme.space16

        Segments {
            objectName: "activity"
            label: qsTr("What is shown")
            options: [{ "id": "log", "name": qsTr("Log") }, { "id": "files", "name": qsTr("Files (%1)").arg(root.vm.artifactCount) }]
            value: root.page
            onChosen: id => root.page = id
        }
    }
    Rectangle {
        Layout.fillWidth: true
        implicitHeight: 1
        color: Theme.line
    }
    ListView {
        id: log

        property bool follows: true

        objectName: "log"
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.margins: Theme.space8
        visible: root.page === "log"
        clip: true
        activeFocusOnTab: true
        boundsBehavior: Flickable.StopAtBounds
        model: root.vm.log
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Log")
        onMovementEnded: follows = atYEnd
        onCountChanged: if (follows) Qt.callLater(positionViewAtEnd)
        T.ScrollBar.vertical: GlassScrollBar {}

        FocusRing {
            visible: log.activeFocus
            distance: 0
        }
        delegate: GlassText {
            required property string words

            text: words
            width: ListView.view.width
            leftPadding: Theme.space8
            rightPadding: Theme.space8
            bottomPadding: 4
            kind: "mono"
            color: Theme.textDim
            wrapMode: Text.Wrap
        }
        GlassText {
            anchors.centerIn: parent
            visible: log.count === 0
            kind: "small"
            text: qsTr("Nothing logged yet")
        }
    }
    ListView {
        id: files

        objectName: "files"
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.margins: Theme.space8
        visible: root.page === "files"
        clip: true
        activeFocusOnTab: true
        boundsBehavior: Flickable.StopAtBounds
        model: root.vm.artifacts
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Files")
        T.ScrollBar.vertical: GlassScrollBar {}

        FocusRing {
            visible: files.activeFocus
            distance: 0
        }
        delegate: GlassText {
            required property string path

            width: ListView.view.width
            leftPadding: Theme.space8
            rightPadding: Theme.space8
            bottomPadding: 4
            kind: "mono"
            text: path
            elide: Text.ElideMiddle
        }
        GlassText {
            anchors.centerIn: parent
            visible: files.count === 0
            kind: "small"
            text: qsTr("No files written yet")
        }
    }
}
