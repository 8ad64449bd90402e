pragma ComponentBehavior: Bound

import QtQuick

/* An icon of the geometric family: main strokes in one colour, one accent stroke. Decorative; its button has the name. */
Image {
    id: root

    required property string name
    property color color: "#ffffff"
    property color accent: "#ef4444"
    property int size: 20

    function hex(value: color): string {
        return Qt.rgba(value.r, value.g, value.b, 1).toString().slice(1);
    }

    source: "image://kriptik/ui/" + name + "/" + hex(color) + "/" + hex(accent)
    sourceSize: Qt.size(size, size)
    width: size
    height: size
    Accessible.ignored: true
}
