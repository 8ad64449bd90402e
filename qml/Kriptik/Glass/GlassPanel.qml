pragma ComponentBehavior: Bound

import QtQuick

/* A resting slab of glass around its content. Variants: dark, darker, sheet, note; depth 1 to 5. */
Item {
    id: root

    property string variant: "dark"
    property int depth: 3
    property int padding: Theme.space24
    property color edge: Theme.line
    default property alias content: body.data

    implicitWidth: body.childrenRect.width + 2 * padding
    implicitHeight: body.childrenRect.height + 2 * padding

    GlassShadow {
        anchors.fill: parent
        level: root.depth
    }
    GlassSurface {
        anchors.fill: parent
        variant: root.variant
        edge: root.edge
    }
    Item {
        id: body

        anchors.fill: parent
        anchors.margins: root.padding
    }
}
