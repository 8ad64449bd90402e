pragma ComponentBehavior: Bound

import QtQuick

/* The mark of a service without a brand icon: figure and turn follow from its name, so it always looks the same. */
Image {
    id: root

    required property string seed
    property int size: 24
    readonly property list<string> figures: ["InterlockingTriangles", "HexagonMesh", "CubeFrame", "DiamondGrid", "CircuitPattern"]
    readonly property int code: hash(seed)

    function hash(text: string): int {
        let value = 5381;
        for (let at = 0; at < text.length; ++at)
            value = ((value * 33) ^ text.charCodeAt(at)) & 0x7fffffff;
        return value;
    }

    source: "image://kriptik/geometric/" + figures[code % figures.length] + "/ffffff/ef4444"
    sourceSize: Qt.size(size, size)
    width: size
    height: size
    rotation: 90 * (Math.floor(code / figures.length) % 4)
    Accessible.ignored: true
}
