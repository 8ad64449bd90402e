pragma ComponentBehavior: Bound

import QtQuick

/* A backdrop for what lies above the whole window: what the scene shows now, kept as a picture, so that a sheet really
   blurs what is beneath it. While it is there the scene's content is not drawn again. */
GlassBackdrop {
    id: root

    required property GlassBackdrop scene

    function refreeze(): void {
        ground.scheduleUpdate();
        content.scheduleUpdate();
        refresh();
    }

    sigma: Theme.blurSheet
    frozen: true
    picture: [
        ShaderEffectSource {
            id: ground

            anchors.fill: parent
            live: false
            sourceItem: root.shaders && root.scene ? root.scene.pictureItem : null
        },
        ShaderEffectSource {
            id: content

            anchors.fill: parent
            live: false
            hideSource: true
            sourceItem: root.shaders && root.scene ? root.scene.contentItem : null
        }
    ]
    onWidthChanged: refreeze()
    onHeightChanged: refreeze()
}
