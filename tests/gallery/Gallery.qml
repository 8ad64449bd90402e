pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass

/* The window of the gallery: one page of samples on the app's own ground. */
Window {
    id: root

    required property string page
    required property int across
    required property int down
    required property bool reducedMotion

    width: across
    height: down
    visible: true
    color: Theme.ground
    title: "Gallery"
    Component.onCompleted: Theme.reducedMotion = reducedMotion

    GlassScene {
        id: scene

        anchors.fill: parent
        overlay: Loader {
            anchors.fill: parent
            source: sheet.item ? (sheet.item as Page).over : ""
        }

        Loader {
            id: sheet

            anchors.fill: parent
            source: "Page" + root.page + ".qml"
        }
    }
}
