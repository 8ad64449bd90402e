pragma ComponentBehavior: Bound

import QtQuick

/* A slab of glass by shaders: a cheap opaque middle and a hollow bevel around it. */
Item {
    id: root

    required property GlassBackdrop backdrop
    required property real radius
    required property real tint
    required property color edge
    required property real light
    readonly property real round: Math.min(radius, width / 2, height / 2)
    readonly property real bevel: Math.max(2, Math.min(Theme.rim, width / 2, height / 2))
    // The middle begins where the bevel is flat and the corner's curve has passed.
    readonly property real inset: Math.ceil(Math.max(bevel, round * (1 - Math.SQRT1_2)))
    readonly property bool hollow: width > 2 * inset && height > 2 * inset
    readonly property point sceneSize: Qt.point(backdrop.width, backdrop.height)
    readonly property vector4d ink: Qt.vector4d(Theme.ink.r, Theme.ink.g, Theme.ink.b, tint)
    readonly property vector4d inkLit: Qt.vector4d(Theme.inkLit.r, Theme.inkLit.g, Theme.inkLit.b, tint)

    Loader {
        active: root.hollow
        x: root.inset
        y: root.inset
        width: root.width - 2 * root.inset
        height: root.height - 2 * root.inset
        sourceComponent: ShaderEffect {
            property Item blurred: root.backdrop.blurred
            property real grain: Theme.grain
            property real lightPower: root.backdrop.lightPower
            property real lightReach: Theme.lightReach
            property real highlight: Theme.highlight * root.light
            property real inset: root.inset
            property point slabSize: Qt.point(root.width, root.height)
            property point sceneSize: root.sceneSize
            property point lightAt: root.backdrop.lightAt
            property vector4d tint: root.ink
            property vector4d tintLit: root.inkLit
            blending: false
            vertexShader: "shaders/slab.vert.qsb"
            fragmentShader: "shaders/slab.frag.qsb"
        }
    }
    ShaderEffect {
        readonly property real pad: Theme.hairline

        property Item blurred: root.backdrop.blurred
        property Item sharp: root.backdrop.sharp
        property real radius: root.round
        property real bevel: root.bevel
        property real band: Math.min(root.inset + pad, width / 2, height / 2)
        property real refraction: Theme.refraction
        property real grain: Theme.grain
        property real lightPower: root.backdrop.lightPower
        property real lightReach: Theme.lightReach
        property real highlight: Theme.highlight * root.light
        property real dpr: Screen.devicePixelRatio
        property real edgeTop: Theme.edgeTop * root.light
        property point frameSize: Qt.point(width, height)
        property point sceneSize: root.sceneSize
        property point lightAt: root.backdrop.lightAt
        property vector4d tint: root.ink
        property vector4d tintLit: root.inkLit
        property vector4d edge: Qt.vector4d(root.edge.r, root.edge.g, root.edge.b, root.edge.a)

        x: -pad
        y: -pad
        width: root.width + 2 * pad
        height: root.height + 2 * pad
        mesh: GridMesh {
            resolution: Qt.size(4, 1)
        }
        vertexShader: "shaders/rim.vert.qsb"
        fragmentShader: "shaders/rim.frag.qsb"
    }
}
