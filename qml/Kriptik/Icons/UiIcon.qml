import QtQuick

/* An icon of the family by its name: strokes in one colour, and one accent. Strokes are finer in large ones, stronger in small ones. */
IconImage {
    required property string name
    property color color
    property color accent

    art: name === "" ? "" : ["ui", name, hex(color, "white"), hex(accent, "red"), IconNames.weight(size)].join("/")
}
