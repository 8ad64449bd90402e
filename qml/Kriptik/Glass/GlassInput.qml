pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T

/* A line of text with a label that stays, a hint under it, and what is wrong with it in words. `keysFirst` get the keys
   before the field does. */
FocusScope {
    id: root

    property alias text: field.text
    property alias echoMode: field.echoMode
    property alias field: field
    readonly property string shown: field.displayText
    property string label: ""
    property string placeholder: ""
    property string hint: ""
    property string warning: ""
    property string problem: ""
    property bool optional: false
    property bool good: false
    property list<QtObject> keysFirst: []
    property real trailing: 0
    default property alias extras: slot.data
    readonly property string note: problem || warning || hint
    readonly property string told: good ? qsTr("Looks right. %1").arg(note) : note

    signal edited(string value)
    signal accepted

    implicitWidth: Theme.fieldWidth
    implicitHeight: column.implicitHeight

    ColumnLayout {
        id: column

        anchors.left: parent.left
        anchors.right: parent.right
        spacing: Theme.space8

        FieldLabel {
            Layout.fillWidth: true
            visible: root.label !== ""
            text: root.label
            optional: root.optional
            good: root.good
            enabled: root.enabled
        }
        Item {
            Layout.fillWidth: true
            implicitHeight: Theme.controlHeight

            T.TextField {
                id: field

                objectName: root.objectName + "Field"
                anchors.fill: parent
                focus: true
                hoverEnabled: true
                leftPadding: Theme.space12
                rightPadding: Theme.space12 + root.trailing
                verticalAlignment: TextInput.AlignVCenter
                color: enabled ? Theme.text : Theme.textFaint
                placeholderText: root.placeholder
                selectionColor: Theme.redDeep
                selectedTextColor: Theme.text
                selectByMouse: true
                // What is longer than the field shows how it begins, unless one is at work on it.
                autoScroll: activeFocus
                passwordCharacter: "•"
                font.family: Theme.family
                font.hintingPreference: Font.PreferNoHinting
                font.pixelSize: Theme.sizeBody
                Accessible.role: Accessible.EditableText
                Accessible.name: root.label || root.placeholder
                Accessible.description: echoMode === TextInput.Password ? qsTr("Hidden text. %1").arg(root.told) : root.told
                // Qt withholds the name of a password edit and marks it whenever a screen reader comes; without the mark
                // it still reads out dots only (tested).
                Accessible.onPasswordEditChanged: Accessible.passwordEdit = false
                Component.onCompleted: Accessible.passwordEdit = false
                Keys.forwardTo: root.keysFirst
                onTextEdited: root.edited(text)
                onAccepted: root.accepted()

                background: FieldFrame {
                    objectName: root.objectName + "Frame"
                    focused: field.activeFocus
                    wrong: root.problem !== ""
                    pointed: field.hovered && field.enabled
                }

                GlassText {
                    x: field.leftPadding
                    width: field.width - field.leftPadding - field.rightPadding
                    anchors.verticalCenter: parent.verticalCenter
                    visible: field.length === 0 && field.preeditText === ""
                    text: root.placeholder
                    color: Theme.placeholder
                    Accessible.ignored: true
                }
            }
            Item {
                id: slot

                anchors.right: parent.right
                anchors.rightMargin: Theme.space4
                width: root.trailing
                height: parent.height
            }
        }
        FieldNote {
            Layout.fillWidth: true
            visible: text !== ""
            text: root.note
            tone: root.problem !== "" ? "error" : root.warning !== "" ? "warning" : ""
        }
    }
}
