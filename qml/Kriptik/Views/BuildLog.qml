pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kriptik.Glass
import Kriptik.Ui

/* What the tools of a build say, under the task that ran them. It follows the end until somebody scrolls up. */
FocusScope {
    id: root

    required property BuildViewModel vm
    property bool follows: true

    function toEnd(): void {
        follows = true;
        lines.positionViewAtEnd();
    }
    function move(by: real): void {
        const last = lines.originY + lines.contentHeight - lines.height;
        lines.contentY = Math.max(lines.originY, Math.min(Math.max(lines.originY, last), lines.contentY + by));
        follows = lines.atYEnd;
    }

    ListView {
        id: lines

        objectName: root.objectName + "Lines"
        anchors.fill: parent
        focus: true
        activeFocusOnTab: true
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        model: root.vm.log
        footer: Item {
            implicitHeight: Theme.space12
        }
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Log")
        onMovementEnded: root.follows = atYEnd
        onContentHeightChanged: if (root.follows) Qt.callLater(positionViewAtEnd)
        onHeightChanged: if (root.follows) Qt.callLater(positionViewAtEnd)
        Keys.onUpPressed: root.move(-Theme.rowHeight)
        Keys.onDownPressed: root.move(Theme.rowHeight)
        Keys.onPressed: event => {
            const steps = {
                [Qt.Key_PageUp]: -height,
                [Qt.Key_PageDown]: height,
                [Qt.Key_Home]: -contentHeight,
                [Qt.Key_End]: contentHeight
            };
            if (event.key in steps) {
                root.move(steps[event.key]);
                event.accepted = true;
            }
        }
        T.ScrollBar.vertical: GlassScrollBar {}

        section.property: "task"
        section.delegate: Item {
            id: heading

            required property string section

            width: ListView.view.width
            height: section !== "" ? title.implicitHeight + Theme.space24 : 0

            GlassText {
                id: title

                x: Theme.space24
                y: Theme.space16
                width: heading.width - 2 * x
                kind: "label"
                color: Theme.textDim
                text: heading.section
            }
        }
        delegate: LogLine {
            width: ListView.view.width
        }
    }
    ScrollFade {
        list: lines
    }
    EmptyState {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.space24, Theme.noteWidth)
        visible: root.vm.loaded && lines.count === 0
        glyph: "terminal"
        title: qsTr("Nothing logged yet")
        text: qsTr("What npm and the checks say appears here as they run.")
    }
    FocusRing {
        visible: lines.activeFocus
        around: Theme.radius16
        distance: 0
    }
    GlassButton {
        objectName: root.objectName + "ToEnd"
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.margins: Theme.space16
        visible: !root.follows && !lines.atYEnd
        text: qsTr("Newest lines")
        onClicked: root.toEnd()
    }
}
