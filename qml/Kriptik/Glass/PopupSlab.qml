pragma ComponentBehavior: Bound

import QtQuick

/* The slab under what opens over others. It lies outside the scene, so `over` says whose backdrop it is seen against;
   it lets nothing of what it covers through, because words on words cannot be read. */
Item {
    id: root

    required property Item over
    property int depth: 4
    property real radius: Theme.radius12
    property string variant: "darker"

    function meet(): void {
        const found = Backdrops.around(over);
        if (found)
            surface.backdrop = found;
    }

    onOverChanged: meet()
    Component.onCompleted: meet()

    GlassShadow {
        anchors.fill: parent
        level: root.depth
    }
    Rectangle {
        anchors.fill: parent
        visible: !surface.shaders
        radius: root.radius
        color: Theme.raised
    }
    GlassSurface {
        id: surface

        anchors.fill: parent
        variant: root.variant
        radius: root.radius
        edge: Theme.lineStrong
    }
}
