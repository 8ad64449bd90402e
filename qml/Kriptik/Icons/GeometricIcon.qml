import QtQuick

/* One of the five figures by its name, or the one that follows from the name of a service: white, black and an accent. */
IconImage {
    required property string seed
    property color color
    property color accent
    property color shade

    art: ["geometric", encodeURIComponent(seed), hex(color, "white"), hex(accent, "red"), hex(shade, "black")].join("/")
}
