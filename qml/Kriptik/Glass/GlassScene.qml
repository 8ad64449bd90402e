pragma ComponentBehavior: Bound

import QtQuick

/* The window's ground: one still picture, so that a resting window draws nothing. */
Item {
    id: root

    default property alias content: body.data

    Rectangle {
        anchors.fill: parent
        color: Theme.ground
    }
    Image {
        anchors.fill: parent
        source: "images/backdrop.jpg"
        fillMode: Image.PreserveAspectCrop
        Accessible.ignored: true
    }
    Item {
        id: body

        anchors.fill: parent
    }
}
