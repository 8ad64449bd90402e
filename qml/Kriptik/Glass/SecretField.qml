pragma ComponentBehavior: Bound

import QtQuick

/* A field whose value is masked until the person asks to see it. */
GlassInput {
    id: root

    property bool revealed: false

    trailing: 36
    echoMode: revealed ? TextInput.Normal : TextInput.Password
    field.inputMethodHints: Qt.ImhSensitiveData | Qt.ImhNoPredictiveText | Qt.ImhNoAutoUppercase
    field.font.letterSpacing: revealed || root.text === "" ? 0 : 1

    IconButton {
        objectName: root.objectName + "Reveal"
        anchors.centerIn: parent
        size: 32
        glyphSize: 18
        glyph: root.revealed ? "eye-off" : "eye"
        text: root.revealed ? qsTr("Hide %1").arg(root.label) : qsTr("Show %1").arg(root.label)
        onClicked: root.revealed = !root.revealed
    }
}
