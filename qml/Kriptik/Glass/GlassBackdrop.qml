pragma ComponentBehavior: Bound

import QtQuick

/* What glass is seen against: a picture kept as a texture, its blurred copies, and the light that follows the pointer.
   The glass above finds the nearest one among its ancestors. It fills the window, because glass looks up what lies
   behind it by its place in the window. */
Item {
    id: root

    // The picture is drawn into a texture once and again only when it changes (or on `refresh`, where it is frozen).
    property alias picture: picture.data
    property real sigma: Theme.blur
    property bool frozen: false
    // What lies above the content, such as a sheet; it may freeze the content and take it as its own backdrop.
    property alias overlay: over.data
    default property alias content: body.data

    readonly property bool shaders: GraphicsInfo.api !== GraphicsInfo.Software && GraphicsInfo.api !== GraphicsInfo.Unknown
    readonly property alias pictureItem: picture
    readonly property alias contentItem: body
    readonly property Item blurred: chain.item ? (chain.item as BlurChain).blurred : null
    readonly property Item sharp: chain.item ? (chain.item as BlurChain).sharp : null
    property point lightAt: Qt.point(0, 0)
    property real lightPower: shaders && hover.hovered ? 1 : 0

    function refresh(): void {
        texture.scheduleUpdate();
    }

    Behavior on lightPower {
        NumberAnimation {
            duration: Theme.normal
            easing.type: Easing.OutCubic
        }
    }

    Item {
        id: picture

        anchors.fill: parent
        visible: !root.shaders
    }
    ShaderEffectSource {
        id: texture

        anchors.fill: parent
        visible: root.shaders
        sourceItem: root.shaders ? picture : null
        live: !root.frozen
        smooth: false
    }
    Loader {
        id: chain

        active: root.shaders
        sourceComponent: BlurChain {
            source: texture
            span: Qt.size(root.width, root.height)
            sigma: root.sigma
        }
    }
    Item {
        id: body

        anchors.fill: parent
    }
    Item {
        id: over

        anchors.fill: parent
    }
    HoverHandler {
        id: hover

        enabled: root.shaders
        onPointChanged: if (hovered) root.lightAt = point.position
    }
}
