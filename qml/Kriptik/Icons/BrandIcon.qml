import QtQuick

/* A service's own mark in its colour or in one that is set; a service without a mark has a geometric figure. */
IconImage {
    required property string slug
    property color color

    art: slug === "" ? "" : ["brand", encodeURIComponent(slug), hex(color, "own")].join("/")
}
