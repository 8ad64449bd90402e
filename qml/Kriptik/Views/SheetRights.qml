pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Forms
import Kriptik.Glass
import Kriptik.Ui

/* The weakest key that still works: how it is made, what the features need of it, and what the present one has. */
ColumnLayout {
    id: root

    required property SheetGuideViewModel vm
    required property bool locked
    property bool foldable: true
    property bool unfolded: false
    readonly property bool shown: unfolded || !foldable || vm.lacking

    spacing: Theme.space12

    GlassButton {
        objectName: "weakestKey"
        visible: root.foldable && !root.vm.lacking
        glyph: root.unfolded ? "chevron-up" : "chevron-down"
        text: qsTr("The weakest key that still works")
        Accessible.checkable: true
        Accessible.checked: root.unfolded
        onClicked: root.unfolded = !root.unfolded
    }
    DashboardSteps {
        objectName: "weakestSteps"
        Layout.fillWidth: true
        visible: root.shown
        title: root.vm.kind === "" ? qsTr("Give it no more rights than this") : qsTr("%1: no more rights than this").arg(root.vm.kind)
        steps: root.vm.recipe

        GlassButton {
            objectName: "openWeakestKey"
            glyph: "external"
            text: qsTr("Open the page")
            Accessible.name: qsTr("Open the page on which such a key is made")
            enabled: !root.locked
            onClicked: root.vm.openWeakestKey()
        }

        above: [
            Repeater {
                id: needs

                model: root.vm.rights

                RightLine {
                    Layout.fillWidth: true
                }
            },
            Divider {
                Layout.fillWidth: true
                visible: needs.count > 0
            }
        ]
    }
}
