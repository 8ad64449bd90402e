pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* One value: masked until the person asks to see it, and then only for a while. */
ColumnLayout {
    id: root

    required property string name
    required property string label
    required property string masked
    required property string variables
    required property string source
    required property bool shown
    required property PassportViewModel vm
    readonly property string about: [source, variables].filter(words => words !== "").join(", ")

    spacing: Theme.space8
    Accessible.role: Accessible.Grouping
    Accessible.name: label

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.space12

        GlassText {
            kind: "label"
            font.pixelSize: Theme.sizeSmall
            text: root.label
        }
        GlassText {
            Layout.fillWidth: true
            kind: "caption"
            color: Theme.textFaint
            text: root.about
            elide: Text.ElideMiddle

            HoverTip {}
        }
    }
    Rectangle {
        Layout.fillWidth: true
        implicitHeight: Math.max(Theme.controlHeight, words.implicitHeight + 2 * Theme.space8)
        radius: Theme.radius12
        color: Theme.well
        border.width: Theme.hairline
        border.color: root.shown ? Theme.veil(Theme.warning, Theme.toneEdgeStrong) : Theme.line

        GlassText {
            id: words

            objectName: "value_" + root.name
            x: Theme.space12
            width: keys.x - x - Theme.space8
            anchors.verticalCenter: parent.verticalCenter
            kind: "mono"
            font.pixelSize: Theme.sizeSmall
            text: root.shown ? root.vm.valueOf(root.name) : root.masked
            color: root.shown ? Theme.text : Theme.textDim
            wrapMode: root.shown ? Text.WrapAnywhere : Text.NoWrap
            lineHeight: implicitWidth > width ? Theme.leading : 1
            maximumLineCount: 16
            elide: Text.ElideRight
            Accessible.name: root.shown ? text : qsTr("Hidden, %1").arg(text)
        }
        Row {
            id: keys

            anchors.right: parent.right
            anchors.rightMargin: Theme.space4
            y: (Theme.controlHeight - height) / 2
            spacing: Theme.space4

            IconButton {
                objectName: "show_" + root.name
                size: Theme.controlSmall
                quiet: true
                glyph: root.shown ? "eye-off" : "eye"
                text: root.shown ? qsTr("Hide %1").arg(root.label) : qsTr("Show %1").arg(root.label)
                enabled: !root.vm.busy
                onClicked: root.vm.show(root.name)
            }
            IconButton {
                objectName: "copy_" + root.name
                size: Theme.controlSmall
                glyphSize: Theme.icon16
                quiet: true
                glyph: "copy"
                text: qsTr("Copy %1").arg(root.label)
                enabled: !root.vm.busy
                onClicked: root.vm.copy(root.name)
            }
        }
    }
    GlassText {
        Layout.fillWidth: true
        visible: root.shown
        kind: "caption"
        color: Theme.warning
        text: qsTr("In sight. It hides itself after 30 seconds.")
    }
}
