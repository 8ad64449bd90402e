pragma ComponentBehavior: Bound

import QtQuick

/* A field whose value is masked until the person asks to see it, and again once it is out of sight or nobody has looked
   at the window for a while. */
GlassInput {
    id: root

    property bool revealed: false

    trailing: Theme.controlSmall
    echoMode: revealed ? TextInput.Normal : TextInput.Password
    field.inputMethodHints: Qt.ImhSensitiveData | Qt.ImhNoPredictiveText | Qt.ImhNoAutoUppercase
    field.font.letterSpacing: revealed || text === "" ? 0 : Theme.trackingSecret
    onVisibleChanged: if (!visible) revealed = false

    Timer {
        objectName: "unwatched"
        interval: Theme.unwatched
        running: root.revealed && !root.Window.active
        onTriggered: root.revealed = false
    }
    IconButton {
        objectName: root.objectName + "Reveal"
        anchors.centerIn: parent
        size: Theme.controlSmall
        quiet: true
        glyph: root.revealed ? "eye-off" : "eye"
        text: root.revealed ? qsTr("Hide %1").arg(root.label) : qsTr("Show %1").arg(root.label)
        onClicked: root.revealed = !root.revealed
    }
}
