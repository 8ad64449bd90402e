pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* The parts of the passport below its head, in two columns where there is room. */
GridLayout {
    id: root

    required property PassportViewModel vm
    property bool wide: false

    columns: wide ? 2 : 1
    columnSpacing: Theme.space32
    rowSpacing: Theme.space24

    component Part: ColumnLayout {
        Layout.fillWidth: true
        Layout.preferredWidth: Theme.space20
        Layout.alignment: Qt.AlignTop
        spacing: Theme.space24
    }

    Notice {
        objectName: "checkResult"
        Layout.fillWidth: true
        Layout.columnSpan: root.columns
        tone: root.vm.error !== "" ? "error" : root.vm.tone
        text: root.vm.error || root.vm.message
        hint: root.vm.error !== "" ? root.vm.hint : ""
        dismissable: true
        onDismissed: root.vm.dismissMessage()
    }
    PassportFacts {
        Layout.fillWidth: true
        Layout.columnSpan: root.columns
        vm: root.vm
    }
    Part {
        PassportSection {
            Layout.fillWidth: true
            title: qsTr("Values")

            Repeater {
                model: root.vm.fields

                PassportField {
                    Layout.fillWidth: true
                    vm: root.vm
                }
            }
        }
        PassportSection {
            Layout.fillWidth: true
            visible: root.vm.scopes.length > 0
            title: qsTr("What it may do")

            Flow {
                Layout.fillWidth: true
                spacing: Theme.space8

                Repeater {
                    model: root.vm.scopes

                    Badge {
                        required property string modelData

                        text: modelData
                    }
                }
            }
        }
    }
    Part {
        PassportUses {
            Layout.fillWidth: true
            vm: root.vm
        }
        PassportSection {
            Layout.fillWidth: true
            title: qsTr("History")

            Repeater {
                model: root.vm.versions

                PassportVersion {
                    Layout.fillWidth: true
                    vm: root.vm
                }
            }
            GlassText {
                Layout.fillWidth: true
                kind: "caption"
                color: Theme.textFaint
                text: qsTr("The last ten versions are kept.")
            }
        }
    }
}
