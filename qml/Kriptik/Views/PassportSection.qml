pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass

/* One part of the passport: its name on a line, what can be done with it at the end of that, and what it says. */
ColumnLayout {
    id: root

    required property string title
    property alias actions: row.data
    default property alias content: body.data

    spacing: Theme.space12
    Accessible.role: Accessible.Grouping
    Accessible.name: title

    RowLayout {
        id: row

        Layout.fillWidth: true
        Layout.minimumHeight: Theme.controlSmall
        spacing: Theme.space12

        GlassText {
            kind: "heading"
            text: root.title
        }
        Rectangle {
            Layout.fillWidth: true
            implicitHeight: Theme.hairline
            color: Theme.line
            Accessible.ignored: true
        }
    }
    ColumnLayout {
        id: body

        Layout.fillWidth: true
        spacing: Theme.space12
    }
}
