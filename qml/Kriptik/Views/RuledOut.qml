pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Icons

/* What the description mentions and does not want, and the words that say so. */
ColumnLayout {
    id: root

    required property var rows

    spacing: Theme.space12

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.space12

        GlassText {
            kind: "label"
            font.pixelSize: Theme.sizeSmall
            text: qsTr("Ruled out")
            Accessible.role: Accessible.Heading
        }
        Rectangle {
            Layout.fillWidth: true
            implicitHeight: Theme.hairline
            color: Theme.lineStrong
        }
    }
    Repeater {
        model: root.rows

        RowLayout {
            id: row

            required property string name
            required property string reason

            Layout.fillWidth: true
            spacing: Theme.space8

            UiIcon {
                Layout.alignment: Qt.AlignTop
                name: "x"
                size: Theme.icon16
                color: Theme.textFaint
                accent: Theme.textFaint
            }
            GlassText {
                Layout.alignment: Qt.AlignTop
                kind: "caption"
                color: Theme.text
                text: row.name
            }
            ReasonText {
                objectName: "ruledOut_" + row.name
                Layout.fillWidth: true
                ink: Theme.text
                reason: row.reason
            }
        }
    }
}
