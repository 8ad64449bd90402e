pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Kriptik.Glass
import Kriptik.Icons
import Kriptik.Ui

/* The files that the build wrote, under their folders, each with the task that wrote it. */
ListView {
    id: root

    required property BuildViewModel vm

    model: vm.files
    clip: true
    activeFocusOnTab: true
    boundsBehavior: Flickable.StopAtBounds
    header: Item {
        implicitHeight: Theme.space4
    }
    footer: Item {
        implicitHeight: Theme.space12
    }
    highlightMoveDuration: Theme.fast
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Files")
    T.ScrollBar.vertical: GlassScrollBar {}

    FocusRing {
        visible: root.activeFocus
        around: Theme.radius16
        distance: 0
    }
    EmptyState {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.space24, Theme.noteWidth)
        visible: root.vm.loaded && root.count === 0
        glyph: "folder"
        title: qsTr("No files written yet")
        text: qsTr("Every file that the build writes into the project is listed here.")
    }
    delegate: Item {
        id: line

        required property string path
        required property string name
        required property bool folder
        required property int count
        required property string task
        readonly property string shown: !folder ? name : name === "" ? qsTr("Project folder") : name
        readonly property string more: !folder ? task : count === 1 ? qsTr("1 file") : qsTr("%1 files").arg(count)

        objectName: "file_" + path
        width: ListView.view.width
        height: folder ? Theme.controlHeight : Theme.chipHeight
        Accessible.role: Accessible.ListItem
        Accessible.name: (folder ? shown : path) + ", " + more

        Rectangle {
            anchors.fill: parent
            anchors.leftMargin: Theme.space12
            anchors.rightMargin: Theme.space12
            visible: line.ListView.isCurrentItem && root.activeFocus
            radius: Theme.radius8
            color: Theme.fillHover
        }
        RowLayout {
            anchors.fill: parent
            anchors.leftMargin: line.folder ? Theme.space24 : Theme.space48
            anchors.rightMargin: Theme.space24
            anchors.topMargin: line.folder ? Theme.space8 : 0
            spacing: Theme.space8

            UiIcon {
                visible: line.folder
                name: "folder"
                size: Theme.icon16
                color: Theme.textDim
                accent: Theme.textDim
            }
            GlassText {
                Layout.fillWidth: true
                kind: "mono"
                text: line.shown
                elide: Text.ElideMiddle
                color: line.folder ? Theme.text : Theme.textDim
                font.family: line.folder && line.name === "" ? Theme.family : Theme.monoFamily
                Accessible.ignored: true
            }
            GlassText {
                Layout.maximumWidth: line.width / 2
                kind: "caption"
                text: line.more
                color: Theme.textFaint
                Accessible.ignored: true
            }
        }
    }
}
