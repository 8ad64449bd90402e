pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass

/* Where a list will be: empty lines, shown only when reading takes longer than one would notice. */
Column {
    id: root

    padding: Theme.space24
    spacing: Theme.space20
    visible: false
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("Loading")

    Timer {
        interval: Theme.patience
        running: true
        onTriggered: root.visible = true
    }
    Repeater {
        model: 4

        Skeleton {
            required property int index

            width: Math.max(0, (root.width - 2 * root.padding) * (1 - (1 + index % 2) * Theme.lineStep))
        }
    }
}
