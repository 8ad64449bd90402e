pragma ComponentBehavior: Bound

import QtQuick

/* The window's ground: dark silk with a red light in it, and everything that lies on it. */
GlassBackdrop {
    id: root

    picture: [
        Rectangle {
            anchors.fill: parent
            color: Theme.ground
        },
        Image {
            anchors.fill: parent
            source: "images/backdrop.jpg"
            fillMode: Image.PreserveAspectCrop
            Accessible.ignored: true
        }
    ]
}
