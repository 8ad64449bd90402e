pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T

/* One of a few, side by side. `options` holds objects with `id` and `name`. */
FocusScope {
    id: root

    required property list<var> options
    property string value: ""
    property string label: ""

    signal chosen(string id)

    implicitWidth: row.implicitWidth + 8
    implicitHeight: Theme.controlHeight
    Accessible.role: Accessible.Grouping
    Accessible.name: label

    Rectangle {
        anchors.fill: parent
        radius: Theme.radius12
        color: "#080808"
        border.width: 1
        border.color: Theme.lineStrong
    }
    RowLayout {
        id: row

        anchors.fill: parent
        anchors.margins: 4
        spacing: 4

        Repeater {
            model: root.options

            T.AbstractButton {
                id: option

                required property var modelData
                readonly property bool current: root.value === modelData.id

                objectName: root.objectName + "_" + modelData.id
                Layout.fillWidth: true
                Layout.fillHeight: true
                implicitWidth: word.implicitWidth + 28
                hoverEnabled: true
                focusPolicy: Qt.StrongFocus
                text: modelData.name
                checkable: false
                Accessible.role: Accessible.RadioButton
                Accessible.name: text
                Accessible.checked: current
                Accessible.onPressAction: clicked()
                Keys.onReturnPressed: clicked()
                onClicked: root.chosen(modelData.id)

                background: Rectangle {
                    radius: 8
                    color: option.current ? Qt.rgba(1, 1, 1, 0.12) : option.hovered ? Qt.rgba(1, 1, 1, 0.05) : "transparent"

                    FocusRing {
                        visible: option.visualFocus
                        around: 8
                        distance: 1
                    }
                }
                contentItem: Item {
                    GlassText {
                        id: word

                        anchors.centerIn: parent
                        kind: "label"
                        font.pixelSize: Theme.sizeSmall
                        text: option.text
                        color: option.current ? Theme.text : Theme.textDim
                        Accessible.ignored: true
                    }
                }
            }
        }
    }
}
