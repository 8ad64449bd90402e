import QtQuick

/* An icon of the family by its name: strokes in one colour, and one accent. Large ones have finer strokes. */
IconImage {
    required property string name
    property color color
    property color accent

    art: name === "" ? "" : ["ui", name, hex(color, "white"), hex(accent, "red"), IconNames.weight(size)].join("/")
}
