pragma ComponentBehavior: Bound

import QtQuick

/* A service's own mark in its colour, or a geometric one made from its name. */
Item {
    id: root

    required property string slug
    property int size: 24
    readonly property bool known: IconNames.brands.indexOf(slug) >= 0

    implicitWidth: size
    implicitHeight: size
    Accessible.ignored: true

    Image {
        visible: root.known
        source: root.known ? "image://kriptik/brand/" + root.slug : ""
        sourceSize: Qt.size(root.size, root.size)
        width: root.size
        height: root.size
        Accessible.ignored: true
    }
    Loader {
        active: !root.known
        sourceComponent: GeometricIcon {
            seed: root.slug
            size: root.size
        }
    }
}
