pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

/* Several lines of text; Tab leaves it, because a form is walked through by Tab. */
FocusScope {
    id: root

    property alias text: area.text
    property alias area: area
    property string label: ""
    property string placeholder: ""
    property string problem: ""
    property string hint: ""

    signal edited(string value)

    implicitHeight: 160

    GlassText {
        id: caption

        kind: "label"
        font.pixelSize: Theme.sizeSmall
        text: root.label
        Accessible.ignored: true
    }
    FieldFrame {
        id: frame

        anchors.top: caption.bottom
        anchors.topMargin: 6
        anchors.bottom: note.visible ? note.top : parent.bottom
        anchors.bottomMargin: note.visible ? 6 : 0
        width: parent.width
        focused: area.activeFocus
        wrong: root.problem !== ""
    }
    Flickable {
        id: flick

        anchors.fill: frame
        anchors.margins: 1
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        flickableDirection: Flickable.VerticalFlick

        T.TextArea.flickable: T.TextArea {
            id: area

            focus: true
            padding: 14
            color: Theme.text
            wrapMode: TextEdit.Wrap
            placeholderText: root.placeholder
            selectionColor: Theme.redDeep
            selectedTextColor: Theme.text
            selectByMouse: true
            textFormat: TextEdit.PlainText
            font.family: Theme.family
            font.hintingPreference: Font.PreferNoHinting
            font.pixelSize: Theme.sizeBody + 1
            KeyNavigation.priority: KeyNavigation.BeforeItem
            Accessible.role: Accessible.EditableText
            Accessible.name: root.label
            Accessible.description: root.problem || root.hint
            Accessible.multiLine: true
            Keys.onTabPressed: event => root.leave(event, true)
            Keys.onBacktabPressed: event => root.leave(event, false)
            onTextChanged: if (activeFocus) root.edited(text)

            GlassText {
                x: area.leftPadding
                y: area.topPadding
                width: area.width - 2 * area.leftPadding
                visible: area.length === 0 && area.preeditText === ""
                text: root.placeholder
                color: Theme.textFaint
                wrapMode: Text.Wrap
                font.pixelSize: Theme.sizeBody + 1
                Accessible.ignored: true
            }
        }
        T.ScrollBar.vertical: GlassScrollBar {}
    }
    GlassText {
        id: note

        anchors.bottom: parent.bottom
        width: parent.width
        visible: text !== ""
        kind: "caption"
        text: root.problem || root.hint
        color: root.problem !== "" ? Theme.redText : Theme.textFaint
        wrapMode: Text.Wrap
    }

    function leave(event: KeyEvent, forward: bool): void {
        const next = area.nextItemInFocusChain(forward);
        if (next)
            next.forceActiveFocus(forward ? Qt.TabFocusReason : Qt.BacktabFocusReason);
        event.accepted = true;
    }
}
