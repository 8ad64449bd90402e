pragma ComponentBehavior: Bound

import QtQuick

/* What stands where something could not be shown: what happened, why and what to do, and a way to try it again. */
EmptyState {
    id: root

    property bool busy: false
    property string action: qsTr("Try again")

    signal retryAsked

    glyph: "alert"
    tone: "error"

    GlassButton {
        objectName: root.objectName + "Retry"
        visible: text !== ""
        glyph: "refresh"
        text: root.action
        busy: root.busy
        onClicked: root.retryAsked()
    }
}
