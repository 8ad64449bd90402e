pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass
import Kriptik.Icons

/* Puts another service of the same kind in the place of one: the suggested at once, the others by search. */
IconButton {
    id: root

    required property string name
    property list<var> options
    property int more: 0
    property alias menu: menu

    signal chosen(string id)
    signal moreAsked

    size: Theme.controlSmall
    glyphSize: Theme.icon16
    glyph: "refresh"
    quiet: true
    text: qsTr("Take another service instead of %1").arg(name)
    onClicked: menu.open()

    GlassMenu {
        id: menu

        aligned: "end"

        Instantiator {
            model: root.options
            onObjectAdded: (index, item) => menu.insertItem(index, item)
            onObjectRemoved: (index, item) => menu.removeItem(item)

            GlassMenuItem {
                id: option

                required property var modelData

                objectName: "swap_" + modelData.id
                text: modelData.name
                onTriggered: root.chosen(modelData.id)
                indicator: BrandIcon {
                    x: option.leftPadding
                    anchors.verticalCenter: parent ? parent.verticalCenter : undefined
                    slug: option.modelData.icon
                    size: Theme.icon16
                }
            }
        }
        GlassMenuItem {
            objectName: "swapMore"
            height: root.more > 0 ? implicitHeight : 0
            visible: root.more > 0
            enabled: visible
            glyph: "search"
            text: qsTr("Search %1 more").arg(root.more)
            onTriggered: root.moreAsked()
        }
    }
}
