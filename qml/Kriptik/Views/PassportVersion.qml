pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* One version of the values: what changed with it, when, and the way back to it. */
RowLayout {
    id: root

    required property int version
    required property string title
    required property string when
    required property string changed
    required property bool current
    required property PassportViewModel vm

    objectName: "version_" + version
    spacing: Theme.space12
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("%1, %2, %3").arg(title).arg(when).arg(changed)

    ColumnLayout {
        Layout.fillWidth: true
        Layout.minimumHeight: Theme.controlHeight
        spacing: Theme.space2

        RowLayout {
            spacing: Theme.space8

            GlassText {
                text: root.title
            }
            Badge {
                visible: root.current
                implicitHeight: Theme.icon20
                text: qsTr("In use")
            }
        }
        GlassText {
            Layout.fillWidth: true
            kind: "caption"
            text: root.changed
        }
    }
    GlassText {
        kind: "caption"
        color: Theme.textFaint
        text: root.when
    }
    GlassButton {
        objectName: "useVersion_" + root.version
        visible: !root.current
        implicitHeight: Theme.controlSmall
        horizontalPadding: Theme.space12
        font.pixelSize: Theme.sizeSmall
        font.weight: Font.Normal
        text: qsTr("Use again")
        Accessible.name: qsTr("Use version %1 again").arg(root.version)
        enabled: !root.vm.busy
        onClicked: root.vm.useVersion(root.version)
    }
}
