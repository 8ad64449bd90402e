pragma ComponentBehavior: Bound

import QtQuick

/* The slab itself, filling its item: lens and blur where there are shaders, else a plain slab with the same edges.
   Never put a layer on an ancestor: what lies behind is looked up by the place in the window. */
Item {
    id: root

    property real radius: Theme.radius16
    property string variant: "dark"
    property color edge: Theme.line
    property real light: 1
    property GlassBackdrop backdrop: null
    readonly property bool shaders: backdrop !== null && backdrop.shaders && backdrop.blurred !== null
    readonly property real tint: variant === "darker" ? Theme.tintDarker : variant === "sheet" ? Theme.tintSheet : variant === "note" ? Theme.tintNote : Theme.tintDark

    onParentChanged: backdrop = Backdrops.around(parent)
    Component.onCompleted: backdrop = Backdrops.around(parent)

    Loader {
        anchors.fill: parent
        sourceComponent: root.shaders ? lens : plain
    }
    Component {
        id: lens

        LensSlab {
            backdrop: root.backdrop
            radius: root.radius
            tint: root.tint
            edge: root.edge
            light: root.light
        }
    }
    Component {
        id: plain

        PlainSlab {
            radius: root.radius
            // What would be blurred shows sharp, so it shows less.
            tint: Math.max(root.tint, Theme.tintPlain)
            edge: root.edge
            light: root.light
        }
    }
}
