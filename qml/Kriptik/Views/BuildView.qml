pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* One build from intent to hand-over: its strip chart, what it waits for, its tasks, its log and its files. Where the
   window is small, the parts share one slab and one page of it shows. */
FocusScope {
    id: root

    required property BuildViewModel vm
    required property ShellViewModel shell
    readonly property bool short: height < Theme.shortScreen
    readonly property bool together: short || width < Theme.narrowScreen
    readonly property bool locked: vm.status === "vault_locked"
    readonly property bool gone: !vm.loaded && vm.error !== ""
    readonly property bool seen: visible && (Window.window?.visible ?? false)

    function showTask(index: int): void {
        first.showTask(index);
    }

    Timer {
        interval: root.vm.working ? Theme.second : Theme.minute
        running: root.seen && root.vm.live
        repeat: true
        triggeredOnStart: true
        onTriggered: root.vm.tick()
    }
    ColumnLayout {
        anchors.fill: parent
        anchors.margins: root.short ? Theme.space16 : Theme.space24
        anchors.leftMargin: Theme.space16
        spacing: Theme.space16

        BuildHeader {
            Layout.fillWidth: true
            Layout.minimumHeight: Theme.controlLarge
            narrow: root.width < Theme.narrowScreen
            vm: root.vm
            shell: root.shell
        }
        Notice {
            objectName: "buildError"
            Layout.fillWidth: true
            text: root.vm.error || root.vm.failure
            hint: root.vm.error ? root.vm.hint : root.vm.wayOut
        }
        Notice {
            objectName: "buildLocked"
            Layout.fillWidth: true
            tone: "warning"
            text: root.locked ? qsTr("The vault is locked.") : ""
            hint: qsTr("The build goes on by itself once it is unlocked.")
        }
        WaitStrip {
            Layout.fillWidth: true
            visible: root.vm.waitCount > 0 && !root.locked
            vm: root.vm
        }
        Loader {
            Layout.fillWidth: true
            active: !root.short && !root.gone
            visible: active
            sourceComponent: GlassPanel {
                implicitHeight: Math.max(Theme.tileHeight, timeline.implicitHeight + 2 * padding)
                padding: Theme.space20
                depth: 2

                PhaseTimeline {
                    id: timeline

                    objectName: "phases"
                    width: parent.width
                    room: root.height * Theme.stripShare
                    vm: root.vm
                    onChosen: index => root.showTask(index)
                }
                Loader {
                    width: parent.width
                    active: !root.vm.loaded
                    sourceComponent: WaitingLines {
                        padding: 0
                    }
                }
            }
        }
        Item {
            Layout.fillHeight: true
            visible: root.gone
        }
        RowLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: !root.gone
            spacing: Theme.space16

            BuildPages {
                id: first

                objectName: root.together ? "activity" : "work"
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: Theme.space20
                vm: root.vm
                shell: root.shell
                pages: root.short ? ["chart", "tasks", "log", "files"] : root.together ? ["tasks", "log", "files"] : ["tasks"]
            }
            Loader {
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: Theme.space24
                active: !root.together
                visible: active
                sourceComponent: BuildPages {
                    objectName: "activity"
                    vm: root.vm
                    shell: root.shell
                    pages: ["log", "files"]
                }
            }
        }
    }
}
