pragma ComponentBehavior: Bound

import QtQuick

/* A passing word at the lower edge; stays while the pointer is on it. */
Item {
    id: root

    property string text: ""
    property string tone: "success"

    function show(words: string, kind: string): void {
        text = words;
        tone = kind;
        timer.restart();
    }

    visible: text !== ""
    implicitWidth: Math.min(560, notice.implicitWidth)
    implicitHeight: notice.implicitHeight

    Timer {
        id: timer

        interval: 6000
        onTriggered: if (hover.hovered)
            restart();
        else
            root.text = ""
    }
    HoverHandler {
        id: hover
    }
    GlassShadow {
        anchors.fill: parent
        level: 3
    }
    Notice {
        id: notice

        anchors.fill: parent
        tone: root.tone
        text: root.text
    }
}
