import QtQuick
import QtQuick.Layouts
import Kriptik.Glass

/* One page of a sheet over the vault: its head, its content, and what the red button under it does. */
FocusScope {
    id: root

    property string glyph: "shield"
    property string title: ""
    property string text: ""
    property string action: ""
    property string working: action
    property bool ready: true
    default property alias parts: column.data

    signal goAsked

    function go(): void {
        if (ready)
            goAsked();
    }

    implicitHeight: column.implicitHeight

    ColumnLayout {
        id: column

        width: parent.width
        spacing: Theme.space16
    }
}
