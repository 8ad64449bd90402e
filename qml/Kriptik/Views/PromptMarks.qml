pragma ComponentBehavior: Bound

import QtQuick

/* Behind the words of an editor: those that the stack was read from. Plain rectangles, so every renderer draws them;
   only what is in sight is measured, so that typing stays quick in a long text. */
Item {
    id: root

    required property TextEdit area
    required property var marks
    property string pointed: ""
    readonly property Flickable port: area.parent ? area.parent.parent as Flickable : null
    readonly property real sight: port ? port.contentY : 0
    // Another number for each new layout of the text, which is then looked at again.
    property int layout: 1
    // In coarse steps, so that not every letter makes every mark ask whether it is in sight.
    readonly property int step: 64
    readonly property int first: layout ? step * Math.floor(area.positionAt(0, sight) / step) : 0
    readonly property int last: layout ? step * Math.ceil(area.positionAt(area.width, sight + (port ? port.height : area.height)) / step) : 0

    anchors.fill: parent
    z: -1
    Accessible.ignored: true

    Connections {
        target: root.area

        function onTextChanged(): void {
            ++root.layout;
        }
        function onWidthChanged(): void {
            ++root.layout;
        }
        function onContentHeightChanged(): void {
            ++root.layout;
        }
    }

    Repeater {
        model: root.marks

        Loader {
            id: spot

            required property int start
            required property int length
            required property string kind
            required property string owner

            active: start <= root.last && start + length >= root.first
            sourceComponent: PromptMark {
                objectName: "mark_" + (spot.owner || spot.kind)
                area: root.area
                layout: root.layout
                start: spot.start
                length: spot.length
                kind: spot.kind
                lit: root.pointed !== "" && spot.owner === root.pointed
            }
        }
    }
}
