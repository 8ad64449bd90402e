import QtQuick
import QtQuick.Layouts
import Kriptik.Glass

/* The day under which entries of the audit log lie. */
Item {
    id: root

    required property string section

    implicitHeight: Theme.lineHigh
    Accessible.role: Accessible.Heading
    Accessible.name: section

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.space24
        anchors.rightMargin: Theme.space24
        anchors.topMargin: Theme.space4
        spacing: Theme.space8

        GlassText {
            kind: "label"
            text: root.section
            color: Theme.textDim
            Accessible.ignored: true
        }
        Rectangle {
            Layout.fillWidth: true
            implicitHeight: Theme.hairline
            color: Theme.line
        }
    }
}
