pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* The projects a credential belongs to, and the way to let another one use it. */
PassportSection {
    id: root

    required property PassportViewModel vm

    title: qsTr("Where it is used")
    actions: GlassButton {
        objectName: "linkProject"
        visible: root.vm.others.length > 0
        implicitHeight: Theme.controlSmall
        horizontalPadding: Theme.space12
        font.pixelSize: Theme.sizeSmall
        font.weight: Font.Normal
        glyph: "link"
        text: qsTr("Link to a project")
        enabled: !root.vm.busy
        onClicked: menu.open()

        GlassMenu {
            id: menu

            aligned: "end"

            Instantiator {
                model: root.vm.others
                onObjectAdded: (index, item) => menu.insertItem(index, item)
                onObjectRemoved: (index, item) => menu.removeItem(item)

                GlassMenuItem {
                    required property var modelData

                    objectName: "link_" + modelData.name
                    glyph: "folder"
                    text: modelData.name
                    onTriggered: root.vm.link(modelData.id)
                }
            }
        }
    }

    Repeater {
        id: uses

        model: root.vm.uses

        PassportUse {
            Layout.fillWidth: true
            vm: root.vm
        }
    }
    GlassText {
        Layout.fillWidth: true
        visible: uses.count === 0
        kind: "small"
        text: qsTr("No project uses it. Link it to one, and the builds of that project find it.")
        wrapMode: Text.Wrap
    }
}
