pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass

/* An address to be copied to the provider's page; it cannot be changed here. */
GlassInput {
    id: root

    required property string address

    objectName: "callbackUrl"
    text: address
    field.readOnly: true
    trailing: Theme.controlSmall
    onVisibleChanged: hint = ""

    IconButton {
        objectName: "copyCallback"
        anchors.centerIn: parent
        size: Theme.controlSmall
        glyphSize: Theme.icon16
        glyph: "copy"
        text: qsTr("Copy the address")
        onClicked: {
            root.field.selectAll();
            root.field.copy();
            root.field.deselect();
            root.hint = qsTr("Copied.");
        }
    }
}
