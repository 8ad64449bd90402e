pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass

/* A value of several lines. A secret one is covered as soon as it is there and the keyboard is elsewhere; what lies
   under the cover is not in the picture at all, and is asked for only to be shown. */
FocusScope {
    id: root

    required property string name
    required property string label
    required property string help
    required property string placeholder
    required property bool secret
    required property bool optional
    required property string held
    required property bool good
    required property string warning
    required property string problem
    required property list<QtObject> keysFirst
    /* Takes the name and returns the value. */
    required property var reads
    property bool revealed: false
    property bool sealed: false
    readonly property bool typing: (open.item as GlassTextArea)?.area.activeFocus ?? false
    readonly property bool covered: secret && held !== "" && !revealed && (sealed || !typing)
    readonly property Item shown: (covered ? cover.item : open.item) as Item

    signal edited(string value)

    function fill(value: string): void {
        sealed = secret;
        revealed = false;
        if (!secret && open.item)
            (open.item as GlassTextArea).text = value;
    }
    function hide(): void {
        sealed = true;
        revealed = false;
    }

    implicitHeight: shown?.implicitHeight ?? 0
    onVisibleChanged: if (!visible) hide()

    Timer {
        objectName: "unwatched"
        interval: Theme.unwatched
        running: root.revealed && !root.Window.active
        onTriggered: root.hide()
    }
    Loader {
        id: open

        width: parent.width
        active: !root.covered
        focus: !root.covered
        sourceComponent: GlassTextArea {
            objectName: "field_" + root.name
            focus: true
            implicitHeight: Theme.longHeight
            label: root.label
            optional: root.optional
            placeholder: root.placeholder
            hint: root.help
            good: root.good
            warning: root.warning
            problem: root.problem
            keysFirst: root.keysFirst
            text: root.revealed || !root.secret ? root.reads(root.name) : ""
            onEdited: value => root.edited(value)

            Loader {
                anchors.right: parent.right
                anchors.top: parent.top
                anchors.topMargin: Theme.space32
                anchors.rightMargin: Theme.space4
                active: root.revealed
                sourceComponent: IconButton {
                    objectName: "field_" + root.name + "Reveal"
                    size: Theme.controlSmall
                    quiet: true
                    glyph: "eye-off"
                    text: qsTr("Hide %1").arg(root.label)
                    onClicked: root.hide()
                }
            }
        }
    }
    Loader {
        id: cover

        width: parent.width
        active: root.covered
        focus: root.covered
        sourceComponent: CoveredField {
            objectName: "field_" + root.name
            focus: true
            label: root.label
            optional: root.optional
            held: root.held
            hint: root.help
            good: root.good
            warning: root.warning
            problem: root.problem
            keysFirst: root.keysFirst
            onRevealAsked: root.revealed = true
            onClearAsked: {
                root.sealed = false;
                root.edited("");
            }
        }
    }
}
