pragma ComponentBehavior: Bound

import QtQuick

/* A Gaussian blur as a pyramid: five halvings and three steps back up. Each pass is a layer, drawn anew only when what
   it reads has changed, so a still backdrop costs nothing. */
Item {
    id: root

    required property Item source
    required property size span
    // Sigma follows the spread of the taps (calibrated against a black and white edge, tested). Taps that lie further
    // apart than a pixel show as blocks, so a wider blur begins with a smaller picture.
    property real sigma: Theme.blur
    readonly property int coarse: sigma > Theme.blurPerSpread ? 2 : 1
    readonly property real spread: sigma / coarse / Theme.blurPerSpread
    readonly property Item blurred: up4
    readonly property Item sharp: down2

    visible: false

    component Pass: ShaderEffect {
        id: pass

        required property Item from
        required property int reads
        required property int writes
        property point texel: Qt.point(root.spread * root.coarse * pass.reads / pass.width, root.spread * root.coarse * pass.reads / pass.height)

        width: Math.max(1, root.span.width)
        height: Math.max(1, root.span.height)
        blending: false
        fragmentShader: pass.writes < pass.reads ? "shaders/blur_up.frag.qsb" : "shaders/blur_down.frag.qsb"
        layer.enabled: true
        layer.smooth: true
        layer.textureSize: Qt.size(Math.ceil(pass.width / pass.writes / root.coarse), Math.ceil(pass.height / pass.writes / root.coarse))
    }

    Pass { id: down2; from: root.source; reads: 2; writes: 2 }
    Pass { id: down4; from: down2; reads: 4; writes: 4 }
    Pass { id: down8; from: down4; reads: 8; writes: 8 }
    Pass { id: down16; from: down8; reads: 16; writes: 16 }
    Pass { id: down32; from: down16; reads: 32; writes: 32 }
    Pass { id: up16; from: down32; reads: 32; writes: 16 }
    Pass { id: up8; from: up16; reads: 16; writes: 8 }
    Pass { id: up4; from: up8; reads: 8; writes: 4 }
}
