pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Icons

/* What stays out, each with the reason in words: of a stack, or of an import. With `addable` it may come in after all. */
ColumnLayout {
    id: root

    required property var rows
    property string title: qsTr("Ruled out")
    property bool addable: false

    signal addAsked(string key, bool service)

    spacing: Theme.space12

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.space12

        GlassText {
            kind: "label"
            font.pixelSize: Theme.sizeSmall
            text: root.title
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
            required property var model

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
            Loader {
                Layout.alignment: Qt.AlignTop
                Layout.topMargin: -Theme.space8
                active: root.addable
                visible: active
                sourceComponent: IconButton {
                    objectName: "addRuledOut_" + row.model.key
                    size: Theme.controlSmall
                    glyphSize: Theme.icon16
                    glyph: row.model.isService ? "plus" : "search"
                    quiet: true
                    tip: "left"
                    text: row.model.isService ? qsTr("Add %1 after all").arg(row.name) : qsTr("Choose a service for %1 after all").arg(row.name)
                    onClicked: root.addAsked(row.model.key, row.model.isService)
                }
            }
        }
    }
}
