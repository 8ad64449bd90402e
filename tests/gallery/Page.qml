pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass

/* A page of the gallery: its title and what it shows below. `over` names what lies over it, such as a sheet. */
Item {
    id: root

    required property string title
    property string over: ""
    default property alias samples: body.data

    GlassText {
        x: Theme.space32
        y: Theme.space24
        kind: "display"
        text: root.title
    }
    Item {
        id: body

        anchors.fill: parent
        anchors.margins: Theme.space32
        anchors.topMargin: Theme.space48 + Theme.space40
    }
}
