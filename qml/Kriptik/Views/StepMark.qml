pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass
import Kriptik.Icons

/* How a phase or a task stands, as one small mark; words beside it say the same. Only what runs has colour and turns. */
Item {
    id: root

    required property string status
    property int size: Theme.icon16
    property bool turns: false
    readonly property var glyphs: ({
            "done": "check",
            "failed": "x",
            "blocked": "clock",
            "cancelled": "x",
            "skipped": "arrow"
        })
    readonly property color ink: {
        switch (status) {
        case "done":
            return Theme.textDim;
        case "failed":
            return Theme.error;
        case "blocked":
            return Theme.warning;
        default:
            return Theme.textFaint;
        }
    }

    implicitWidth: size
    implicitHeight: size
    Accessible.ignored: true

    Loader {
        anchors.centerIn: parent
        sourceComponent: root.status === "running" ? (root.turns ? turning : lit) : root.status === "pending" ? ring : glyph
    }
    Component {
        id: turning

        Spinner {
            size: root.size
        }
    }
    Component {
        id: lit

        Rectangle {
            implicitWidth: Theme.icon8
            implicitHeight: Theme.icon8
            radius: Theme.radius4
            color: Theme.redText
        }
    }
    Component {
        id: ring

        Rectangle {
            implicitWidth: Theme.icon8
            implicitHeight: Theme.icon8
            radius: Theme.radius4
            color: Theme.clear
            border.width: Theme.hairline
            border.color: Theme.disabled
        }
    }
    Component {
        id: glyph

        UiIcon {
            name: root.glyphs[root.status] ?? "clock"
            size: root.size
            color: root.ink
            accent: root.ink
        }
    }
}
