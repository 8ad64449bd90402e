pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass

/* The stack before anything was found: what would be here, and ways to begin. */
Item {
    id: root

    required property bool unwritten

    signal chosen(string text)

    implicitHeight: column.implicitHeight

    Column {
        id: column

        anchors.centerIn: parent
        width: Math.min(Theme.noteWidth, parent.width)
        spacing: Theme.space32

        EmptyState {
            width: parent.width
            title: root.unwritten ? qsTr("Describe the app to see its stack") : qsTr("No service found in the description yet")
            text: root.unwritten ? qsTr("Name what it does or what it should use: payments, sign-in, a database, mail, AI.") : qsTr("Go on writing, or add a service from the catalogue.")
        }
        PromptStarters {
            width: parent.width
            visible: root.unwritten
            onChosen: text => root.chosen(text)
        }
    }
}
