pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

/* Several lines of text; Tab leaves it, because a form is walked through by Tab. `keysFirst` get the keys before it does. */
FocusScope {
    id: root

    property alias text: area.text
    property alias area: area
    property string label: ""
    property string placeholder: ""
    property string problem: ""
    property string warning: ""
    property string hint: ""
    property bool optional: false
    property bool good: false
    property list<QtObject> keysFirst: []
    readonly property string told: problem || warning || hint

    signal edited(string value)

    implicitWidth: Theme.fieldWidth
    implicitHeight: Theme.areaHeight

    FieldLabel {
        id: caption

        width: parent.width
        text: root.label
        optional: root.optional
        good: root.good
        enabled: root.enabled
    }
    FieldFrame {
        id: frame

        objectName: root.objectName + "Frame"
        anchors.top: caption.bottom
        anchors.topMargin: Theme.space8
        anchors.bottom: note.visible ? note.top : parent.bottom
        anchors.bottomMargin: note.visible ? Theme.space8 : 0
        width: parent.width
        focused: area.activeFocus
        wrong: root.problem !== ""
        pointed: area.hovered && area.enabled
    }
    Flickable {
        id: flick

        anchors.fill: frame
        anchors.margins: Theme.hairline
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        flickableDirection: Flickable.VerticalFlick

        T.TextArea.flickable: T.TextArea {
            id: area

            objectName: root.objectName + "Area"
            focus: true
            hoverEnabled: true
            padding: Theme.space12
            color: enabled ? Theme.text : Theme.textFaint
            wrapMode: TextEdit.Wrap
            placeholderText: root.placeholder
            selectionColor: Theme.redDeep
            selectedTextColor: Theme.text
            selectByMouse: true
            textFormat: TextEdit.PlainText
            font.family: Theme.family
            font.hintingPreference: Font.PreferNoHinting
            font.pixelSize: Theme.sizeBody
            KeyNavigation.priority: KeyNavigation.BeforeItem
            Accessible.role: Accessible.EditableText
            Accessible.name: root.label
            Accessible.description: root.good ? qsTr("Looks right. %1").arg(root.told) : root.told
            Accessible.multiLine: true
            Keys.forwardTo: root.keysFirst
            Keys.onTabPressed: event => root.leave(event, true)
            Keys.onBacktabPressed: event => root.leave(event, false)
            onTextChanged: if (activeFocus) root.edited(text)

            GlassText {
                x: area.leftPadding
                y: area.topPadding
                width: area.width - 2 * area.leftPadding
                visible: area.length === 0 && area.preeditText === ""
                text: root.placeholder
                color: Theme.placeholder
                wrapMode: Text.Wrap
                Accessible.ignored: true
            }
        }
        T.ScrollBar.vertical: GlassScrollBar {}
    }
    FieldNote {
        id: note

        anchors.bottom: parent.bottom
        width: parent.width
        visible: text !== ""
        text: root.told
        tone: root.problem !== "" ? "error" : root.warning !== "" ? "warning" : ""
    }

    function leave(event: KeyEvent, forward: bool): void {
        const next = area.nextItemInFocusChain(forward);
        if (next)
            next.forceActiveFocus(forward ? Qt.TabFocusReason : Qt.BacktabFocusReason);
        event.accepted = true;
    }
}
