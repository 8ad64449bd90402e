pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass
import Kriptik.Icons

/* The app's own sign: a key on red. Decorative. */
Item {
    id: root

    property int size: Theme.railMark

    implicitWidth: size
    implicitHeight: size
    Accessible.ignored: true

    Rectangle {
        anchors.fill: parent
        radius: root.size / 4
        border.width: Theme.hairline
        border.color: Theme.lineHover
        gradient: Gradient {
            GradientStop {
                position: 0
                color: Theme.red
            }
            GradientStop {
                position: 1
                color: Theme.redDeep
            }
        }

        UiIcon {
            anchors.centerIn: parent
            name: "key"
            size: root.size / 2
            accent: Theme.text
        }
    }
}
