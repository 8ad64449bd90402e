pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* One slab with several pages of a build, one of which shows: those named in `pages`, of "chart", "tasks", "log", "files". */
GlassPanel {
    id: root

    required property BuildViewModel vm
    required property ShellViewModel shell
    required property list<string> pages
    property string page: ""
    property list<string> offered: []
    readonly property var names: ({
            "chart": qsTr("Overview"),
            "tasks": qsTr("Tasks"),
            "log": qsTr("Log"),
            "files": qsTr("Files")
        })

    signal taskChosen(int index)

    function settle(): void {
        // A choice that has the keyboard cannot be taken out of the tab order.
        if (choices.activeFocus)
            choices.focus = false;
        offered = pages;
        if (!offered.includes(page))
            page = offered[0];
    }
    function showTask(index: int): void {
        page = "tasks";
        tasks.show(index);
    }

    padding: 0
    depth: 2
    onPagesChanged: settle()
    Component.onCompleted: settle()

    RowLayout {
        id: bar

        x: Theme.space16
        width: parent.width - 2 * x
        height: Theme.controlHeight + Theme.space16
        spacing: Theme.space12

        Segments {
            id: choices

            objectName: root.objectName
            visible: root.offered.length > 1
            label: qsTr("What is shown")
            options: root.offered.map(page => ({ "id": page, "name": root.names[page] }))
            value: root.page
            onChosen: id => root.page = id
        }
        GlassText {
            visible: root.offered.length === 1
            Layout.leftMargin: Theme.space8
            kind: "heading"
            text: root.names[root.page] ?? ""
        }
        GlassText {
            objectName: root.objectName + "Count"
            Layout.fillWidth: true
            Layout.rightMargin: root.page === "log" ? 0 : Theme.space8
            kind: "caption"
            horizontalAlignment: Text.AlignRight
            text: {
                if (root.page === "files")
                    return root.vm.fileCount === 1 ? qsTr("1 file") : root.vm.fileCount > 1 ? qsTr("%1 files").arg(root.vm.fileCount) : "";
                return root.page === "log" && root.vm.logFull ? qsTr("The newest %1 lines").arg(root.vm.logCount) : "";
            }
        }
        IconButton {
            objectName: "copyLog"
            visible: root.page === "log"
            enabled: root.vm.logCount > 0
            glyph: "copy"
            size: Theme.controlSmall
            glyphSize: Theme.icon16
            quiet: true
            text: qsTr("Copy the log")
            onClicked: {
                root.vm.copyLog();
                root.shell.said(qsTr("The log was copied."), "success");
            }
        }
    }
    Rectangle {
        y: bar.height
        width: parent.width
        height: Theme.hairline
        color: Theme.line
    }
    Item {
        y: bar.height + Theme.hairline
        width: parent.width
        height: parent.height - y - Theme.hairline

        Flickable {
            id: overview

            function follow(y: real): void {
                contentY = Math.max(0, Math.min(contentHeight - height, y - height / 2));
            }

            anchors.fill: parent
            visible: root.page === "chart"
            clip: true
            contentHeight: chart.implicitHeight + 2 * Theme.space20
            boundsBehavior: Flickable.StopAtBounds

            Loader {
                id: chart

                x: Theme.space24
                y: Theme.space20
                width: parent.width - 2 * x
                active: root.offered.includes("chart")
                sourceComponent: PhaseTimeline {
                    room: root.height - bar.height - 2 * Theme.space20
                    objectName: "phases"
                    vm: root.vm
                    onChosen: index => root.showTask(index)
                    onCurrentYChanged: overview.follow(currentY)
                }
            }
        }
        ScrollFade {
            list: overview
            visible: overview.visible
        }
        BuildTasks {
            id: tasks

            objectName: "tasks"
            anchors.fill: parent
            visible: root.page === "tasks"
            vm: root.vm
        }
        BuildLog {
            objectName: "log"
            anchors.fill: parent
            visible: root.page === "log"
            vm: root.vm
        }
        BuildFiles {
            id: files

            objectName: "files"
            anchors.fill: parent
            visible: root.page === "files"
            vm: root.vm
        }
        ScrollFade {
            list: tasks
            visible: tasks.visible
        }
        ScrollFade {
            list: files
            visible: files.visible
        }
        Loader {
            anchors.fill: parent
            active: !root.vm.loaded && root.vm.error === ""
            sourceComponent: WaitingLines {}
        }
    }
}
