pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Icons
import Kriptik.Ui

/* One project, whether its builds are served by this credential, and how its newest build stands. */
RowLayout {
    id: root

    required property string projectId
    required property string name
    required property string text
    required property bool used
    required property string buildId
    required property string buildText
    required property bool linked
    required property PassportViewModel vm

    objectName: "use_" + name
    spacing: Theme.space12
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("%1: %2").arg(name).arg(text)

    UiIcon {
        name: root.used ? "check" : "minus"
        size: Theme.icon16
        color: root.used ? Theme.success : Theme.textFaint
        accent: color
    }
    ColumnLayout {
        Layout.fillWidth: true
        spacing: Theme.space2

        GlassText {
            Layout.fillWidth: true
            text: root.name

            HoverTip {}
        }
        GlassText {
            Layout.fillWidth: true
            kind: "caption"
            text: root.text
            wrapMode: Text.Wrap
        }
    }
    GlassButton {
        objectName: "useBuild_" + root.name
        visible: root.buildId !== ""
        implicitHeight: Theme.controlSmall
        horizontalPadding: Theme.space12
        font.pixelSize: Theme.sizeSmall
        font.weight: Font.Normal
        text: root.buildText
        Accessible.name: qsTr("Show the build of %1, %2").arg(root.name).arg(root.buildText)
        onClicked: root.vm.openBuild(root.buildId)
    }
    IconButton {
        objectName: "unlink_" + root.name
        visible: root.linked
        size: Theme.controlSmall
        glyphSize: Theme.icon16
        quiet: true
        glyph: "x"
        text: qsTr("Take it away from %1").arg(root.name)
        enabled: !root.vm.busy
        onClicked: root.vm.unlink(root.projectId)
    }
}
