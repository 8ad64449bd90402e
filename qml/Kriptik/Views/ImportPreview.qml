pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* What a file holds, before anything is stored: what would come in, what would not and why. */
FocusScope {
    id: root

    required property ImportViewModel vm

    Keys.onEscapePressed: vm.leave()

    GlassPanel {
        anchors.fill: parent
        padding: 0

        ColumnLayout {
            anchors.fill: parent
            spacing: 0

            PanelHeader {
                Layout.fillWidth: true
                title: root.vm.sourceName
                textName: "importSummary"
                text: root.vm.summary

                GlassSelect {
                    objectName: "importScope"
                    width: Theme.menuWidth
                    placeholder: qsTr("For which project")
                    Accessible.name: placeholder
                    options: root.vm.places
                    value: root.vm.place
                    enabled: !root.vm.busy
                    onChosen: id => root.vm.setPlace(id)
                }
                Segments {
                    objectName: "importMode"
                    label: qsTr("Mode of keys that do not tell theirs")
                    options: [
                        {
                            "id": "test",
                            "name": qsTr("Test")
                        },
                        {
                            "id": "live",
                            "name": qsTr("Live")
                        }
                    ]
                    value: root.vm.mode
                    enabled: !root.vm.busy
                    onChosen: id => root.vm.setMode(id)
                }
            }
            ListView {
                id: list

                objectName: "importRows"
                Layout.fillWidth: true
                Layout.fillHeight: true
                clip: true
                focus: true
                activeFocusOnTab: true
                keyNavigationEnabled: true
                boundsBehavior: Flickable.StopAtBounds
                model: root.vm.found
                Accessible.role: Accessible.List
                Accessible.name: qsTr("Found in the file")

                delegate: ImportRow {
                    width: list.width
                    services: unknown ? root.vm.services : []
                    busy: root.vm.busy
                    onToggled: root.vm.toggle(key)
                    onAssigned: id => root.vm.assign(key, id)
                }
                footer: Item {
                    width: list.width
                    implicitHeight: out.visible ? out.implicitHeight + 2 * Theme.space24 : 0

                    RuledOut {
                        id: out

                        x: Theme.space24
                        y: Theme.space24
                        width: parent.width - 2 * Theme.space24
                        visible: root.vm.leftOutCount > 0
                        title: qsTr("Stays in the file")
                        rows: root.vm.leftOut
                    }
                }
            }
            Divider {
                Layout.fillWidth: true
            }
            ColumnLayout {
                Layout.fillWidth: true
                Layout.margins: Theme.space24
                Layout.topMargin: Theme.space16
                spacing: Theme.space12

                Notice {
                    objectName: "importError"
                    Layout.fillWidth: true
                    text: root.vm.error
                    hint: root.vm.hint
                }
                GlassText {
                    Layout.fillWidth: true
                    visible: text !== ""
                    kind: "caption"
                    wrapMode: Text.Wrap
                    text: root.vm.notes
                }
                RowLayout {
                    Layout.fillWidth: true
                    spacing: Theme.space12

                    GlassButton {
                        objectName: "importLeave"
                        text: qsTr("Bring nothing in")
                        enabled: !root.vm.busy
                        onClicked: root.vm.leave()
                    }
                    Item {
                        Layout.fillWidth: true
                    }
                    GlassButton {
                        objectName: "importGo"
                        kind: "primary"
                        text: root.vm.busy ? qsTr("Working") : root.vm.takenCount === 1 ? qsTr("Bring one credential in") : qsTr("Bring %1 credentials in").arg(root.vm.takenCount)
                        busy: root.vm.busy
                        enabled: !root.vm.busy && root.vm.takenCount > 0
                        onClicked: root.vm.bringIn()
                    }
                }
            }
        }
    }
}
