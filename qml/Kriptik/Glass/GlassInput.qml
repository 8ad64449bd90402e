pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T

/* A line of text with a label that stays, a hint under it, and what is wrong with it in words. */
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
    property real trailing: 0
    default property alias extras: slot.data
    readonly property string note: problem || warning || hint

    signal edited(string value)
    signal accepted

    implicitWidth: 280
    implicitHeight: column.implicitHeight

    ColumnLayout {
        id: column

        anchors.left: parent.left
        anchors.right: parent.right
        spacing: 6

        RowLayout {
            visible: root.label !== ""
            spacing: 8

            GlassText {
                kind: "label"
                font.pixelSize: Theme.sizeSmall
                text: root.label
                Accessible.ignored: true
            }
            GlassText {
                visible: root.optional
                kind: "caption"
                text: qsTr("Optional")
                Accessible.ignored: true
            }
        }
        Item {
            Layout.fillWidth: true
            implicitHeight: Theme.controlHeight

            T.TextField {
                id: field

                anchors.fill: parent
                focus: true
                leftPadding: 14
                rightPadding: 14 + root.trailing
                verticalAlignment: TextInput.AlignVCenter
                color: Theme.text
                placeholderText: root.placeholder
                selectionColor: Theme.redDeep
                selectedTextColor: Theme.text
                selectByMouse: true
                passwordCharacter: "•"
                font.family: Theme.family
                font.hintingPreference: Font.PreferNoHinting
                font.pixelSize: Theme.sizeBody
                Accessible.role: Accessible.EditableText
                Accessible.name: root.label || root.placeholder
                Accessible.description: echoMode === TextInput.Password ? qsTr("Hidden text. %1").arg(root.note) : root.note
                // Qt withholds the name of a password edit; without the mark it still reads out dots only (tested).
                onEchoModeChanged: Accessible.passwordEdit = false
                Component.onCompleted: Accessible.passwordEdit = false
                onTextEdited: root.edited(text)
                onAccepted: root.accepted()

                background: FieldFrame {
                    focused: field.activeFocus
                    wrong: root.problem !== ""
                }

                GlassText {
                    x: field.leftPadding
                    width: field.width - field.leftPadding - field.rightPadding
                    anchors.verticalCenter: parent.verticalCenter
                    visible: field.text === "" && field.preeditText === ""
                    text: root.placeholder
                    color: Theme.textFaint
                    Accessible.ignored: true
                }
            }
            Item {
                id: slot

                anchors.right: parent.right
                anchors.rightMargin: 4
                anchors.verticalCenter: parent.verticalCenter
                width: root.trailing
                height: parent.height
            }
        }
        GlassText {
            Layout.fillWidth: true
            visible: text !== ""
            kind: "caption"
            text: root.note
            color: root.problem !== "" ? Theme.redText : root.warning !== "" ? Theme.warning : Theme.textFaint
            wrapMode: Text.Wrap
        }
    }
}
