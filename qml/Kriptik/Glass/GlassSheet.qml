pragma ComponentBehavior: Bound

import QtQuick

/* A modal sheet over everything: header and footer stay, the middle scrolls. Esc asks to close it. It belongs into the
   `overlay` of a GlassBackdrop, whose content it covers, dims and blurs. */
FocusScope {
    id: root

    property string title: ""
    property real breadth: Theme.sheetWidth
    property GlassBackdrop scene: null
    // What had the keyboard before gets it back.
    property Item before: null
    property alias header: head.data
    property alias footer: foot.data
    default property alias content: scroll.content

    signal closeAsked

    Accessible.role: Accessible.Dialog
    Accessible.name: title
    Keys.onEscapePressed: closeAsked()
    onParentChanged: scene = Backdrops.around(parent)
    Component.onCompleted: {
        scene = Backdrops.around(parent);
        before = Window.activeFocusItem;
        forceActiveFocus(Qt.PopupFocusReason);
    }
    Component.onDestruction: if (before) before.forceActiveFocus(Qt.PopupFocusReason)

    Entrance {
        id: entrance
    }
    FrozenBackdrop {
        anchors.fill: parent
        scene: root.scene

        Rectangle {
            anchors.fill: parent
            color: Theme.scrim
            opacity: entrance.strength

            MouseArea {
                anchors.fill: parent
                hoverEnabled: true
                onWheel: wheel => wheel.accepted = true
            }
        }
        Item {
            id: slab

            readonly property real wanted: head.height + foot.height + scroll.contentHeight + 2 * Theme.hairline

            anchors.centerIn: parent
            width: Math.min(root.breadth, root.width - 2 * Theme.space24)
            height: Math.min(wanted, root.height - 2 * Theme.space24)
            scale: entrance.growth
            opacity: entrance.strength

            GlassShadow {
                anchors.fill: parent
                level: 5
            }
            Rectangle {
                anchors.fill: parent
                visible: !surface.shaders
                radius: Theme.radius16
                color: Theme.ground
            }
            GlassSurface {
                id: surface

                anchors.fill: parent
                variant: "sheet"
                edge: Theme.lineStrong
            }
            Item {
                id: head

                x: Theme.hairline
                y: Theme.hairline
                width: parent.width - 2 * Theme.hairline
                height: childrenRect.height
            }
            GlassScroll {
                id: scroll

                anchors.top: head.bottom
                anchors.bottom: foot.top
                x: Theme.hairline
                width: parent.width - 2 * Theme.hairline
                padding: Theme.space24
            }
            Rectangle {
                anchors.top: head.bottom
                x: Theme.hairline
                width: parent.width - 2 * Theme.hairline
                height: Theme.hairline
                color: Theme.line
            }
            Rectangle {
                anchors.bottom: foot.top
                x: Theme.hairline
                width: parent.width - 2 * Theme.hairline
                height: Theme.hairline
                color: Theme.line
            }
            Item {
                id: foot

                x: Theme.hairline
                anchors.bottom: parent.bottom
                anchors.bottomMargin: Theme.hairline
                width: parent.width - 2 * Theme.hairline
                height: childrenRect.height
            }
        }
    }
}
