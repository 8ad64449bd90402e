pragma ComponentBehavior: Bound

import QtQuick

/* Stands for a secret of several lines that is not to be seen: how much there is, and the way to see or to empty it. */
FocusScope {
    id: root

    property string label: ""
    property string held: ""
    property string hint: ""
    property string warning: ""
    property string problem: ""
    property bool optional: false
    property bool good: false
    property list<QtObject> keysFirst: []

    signal revealAsked
    signal clearAsked

    implicitWidth: Theme.fieldWidth
    implicitHeight: column.height

    Column {
        id: column

        width: parent.width
        spacing: Theme.space8

        FieldLabel {
            width: parent.width
            text: root.label
            optional: root.optional
            good: root.good
            enabled: root.enabled
        }
        FieldFrame {
            width: parent.width
            height: Theme.controlHeight
            wrong: root.problem !== ""

            GlassText {
                id: dots

                x: Theme.space12
                anchors.verticalCenter: parent.verticalCenter
                font.letterSpacing: Theme.trackingSecret
                text: "••••••••••••"
                Accessible.ignored: true
            }
            GlassText {
                objectName: root.objectName + "Held"
                anchors.left: dots.right
                anchors.leftMargin: Theme.space12
                anchors.right: doing.left
                anchors.verticalCenter: parent.verticalCenter
                kind: "small"
                text: root.held
            }
            Row {
                id: doing

                anchors.right: parent.right
                anchors.rightMargin: Theme.space4
                anchors.verticalCenter: parent.verticalCenter

                IconButton {
                    objectName: root.objectName + "Reveal"
                    focus: true
                    size: Theme.controlSmall
                    quiet: true
                    glyph: "eye"
                    text: qsTr("Show %1").arg(root.label)
                    Accessible.description: root.problem || root.warning || root.held
                    Keys.forwardTo: root.keysFirst
                    onClicked: root.revealAsked()
                }
                IconButton {
                    objectName: root.objectName + "Clear"
                    size: Theme.controlSmall
                    glyphSize: Theme.icon16
                    quiet: true
                    glyph: "x"
                    text: qsTr("Empty %1").arg(root.label)
                    Keys.forwardTo: root.keysFirst
                    onClicked: root.clearAsked()
                }
            }
        }
        FieldNote {
            width: parent.width
            visible: text !== ""
            text: root.problem || root.warning || root.hint
            tone: root.problem !== "" ? "error" : root.warning !== "" ? "warning" : ""
        }
    }
}
