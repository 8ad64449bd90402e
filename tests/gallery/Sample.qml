pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass

/* One component in one state. `act` says what a person does to it for that: hover, press or focus; the camera does it. */
Column {
    id: root

    property string label: ""
    property string act: ""
    // How far around it the state may show, such as a glow.
    property int margin: Theme.space12
    readonly property Item subject: holder.children.length > 0 ? holder.children[0] : null
    default property alias content: holder.data

    objectName: act === "" ? "" : "sample"
    spacing: Theme.space8

    Item {
        id: holder

        width: childrenRect.width
        height: childrenRect.height
    }
    GlassText {
        kind: "caption"
        color: Theme.textFaint
        text: root.label
        visible: text !== ""
    }
}
