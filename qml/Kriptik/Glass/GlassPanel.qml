pragma ComponentBehavior: Bound

import QtQuick

/* A resting slab of glass around its content. */
Item {
    id: root

    property real level: 3
    property int padding: Theme.gutter
    property real tint: 0.85
    property color edge: Theme.line
    default property alias content: body.data

    implicitWidth: body.childrenRect.width + 2 * padding
    implicitHeight: body.childrenRect.height + 2 * padding

    GlassShadow {
        anchors.fill: parent
        level: root.level
    }
    GlassSurface {
        anchors.fill: parent
        tint: root.tint
        edge: root.edge
    }
    Item {
        id: body

        anchors.fill: parent
        anchors.margins: root.padding
    }
}
