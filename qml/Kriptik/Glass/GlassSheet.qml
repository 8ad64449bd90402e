pragma ComponentBehavior: Bound

import QtQuick

/* A modal sheet over everything: header and footer stay, the middle scrolls. Esc asks to close it. */
FocusScope {
    id: root

    property string title: ""
    property alias header: head.data
    property alias footer: foot.data
    default property alias content: scroll.content

    signal closeAsked

    Accessible.role: Accessible.Dialog
    Accessible.name: title
    Keys.onEscapePressed: closeAsked()

    Rectangle {
        anchors.fill: parent
        color: Theme.scrim

        MouseArea {
            anchors.fill: parent
            hoverEnabled: true
            onWheel: wheel => wheel.accepted = true
        }
    }
    Item {
        id: slab

        readonly property real wanted: head.height + foot.height + scroll.contentHeight + 2

        anchors.centerIn: parent
        width: Math.min(Theme.sheetWidth, root.width - 2 * Theme.space24)
        height: Math.min(wanted, root.height - 2 * Theme.space24)

        GlassShadow {
            anchors.fill: parent
            level: 5
        }
        Rectangle {
            anchors.fill: parent
            radius: Theme.radius16
            color: Theme.ground
        }
        GlassSurface {
            anchors.fill: parent
            variant: "sheet"
            edge: Theme.lineStrong
        }
        Item {
            id: head

            x: 1
            y: 1
            width: parent.width - 2
            height: childrenRect.height
        }
        Rectangle {
            anchors.top: head.bottom
            x: 1
            width: parent.width - 2
            height: 1
            color: Theme.line
            z: 1
        }
        GlassScroll {
            id: scroll

            anchors.top: head.bottom
            anchors.bottom: foot.top
            x: 1
            width: parent.width - 2
            padding: Theme.space24
        }
        Rectangle {
            anchors.bottom: foot.top
            x: 1
            width: parent.width - 2
            height: 1
            color: Theme.line
        }
        Item {
            id: foot

            x: 1
            anchors.bottom: parent.bottom
            width: parent.width - 2
            height: childrenRect.height
        }
    }
    NumberAnimation {
        running: true
        target: slab
        property: "scale"
        from: Theme.reducedMotion ? 1 : 0.96
        to: 1
        duration: Theme.normal
        easing.type: Easing.OutCubic
    }
    NumberAnimation {
        running: true
        target: root
        property: "opacity"
        from: Theme.reducedMotion ? 1 : 0
        to: 1
        duration: Theme.normal
    }
}
