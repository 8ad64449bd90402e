pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Kriptik.Icons

/* One of many, from a list that opens. `options` holds objects with `id` and `name`, and `hint` where it helps; what is
   `value` shows. Arrow keys, Enter, Esc, and letters that jump to an option. */
FocusScope {
    id: root

    required property list<var> options
    property string value: ""
    property string label: ""
    property string placeholder: ""
    property string hint: ""
    property string problem: ""
    property bool optional: false
    property alias box: box
    readonly property bool open: box.popup.visible
    readonly property int at: options.findIndex(option => option.id === value)

    signal chosen(string id)

    function follow(): void {
        box.currentIndex = at;
    }

    implicitWidth: Theme.fieldWidth
    implicitHeight: column.implicitHeight
    onAtChanged: follow()

    ColumnLayout {
        id: column

        anchors.left: parent.left
        anchors.right: parent.right
        spacing: Theme.space8

        FieldLabel {
            Layout.fillWidth: true
            visible: root.label !== ""
            text: root.label
            optional: root.optional
            enabled: root.enabled
        }
        T.ComboBox {
            id: box

            objectName: root.objectName + "Box"
            Layout.fillWidth: true
            implicitHeight: Theme.controlHeight
            focus: true
            hoverEnabled: true
            focusPolicy: Qt.StrongFocus
            leftPadding: Theme.space12
            rightPadding: Theme.space12
            model: root.options
            textRole: "name"
            valueRole: "id"
            Accessible.role: Accessible.ComboBox
            Accessible.name: root.label || root.placeholder
            Accessible.description: root.problem || root.hint
            Component.onCompleted: root.follow()
            onModelChanged: root.follow()
            onActivated: index => {
                const id = root.options[index].id;
                root.follow();
                root.chosen(id);
            }

            HoverHandler {
                cursorShape: root.enabled ? Qt.PointingHandCursor : Qt.ArrowCursor
            }

            background: FieldFrame {
                focused: box.visualFocus || root.open
                wrong: root.problem !== ""
                pointed: box.hovered && box.enabled
            }
            indicator: UiIcon {
                x: box.width - width - box.rightPadding
                anchors.verticalCenter: parent ? parent.verticalCenter : undefined
                name: "chevron-down"
                size: Theme.icon16
                color: box.enabled ? Theme.textDim : Theme.disabled
                accent: color
                rotation: root.open ? 180 : 0

                Behavior on rotation {
                    NumberAnimation {
                        duration: Theme.normal
                        easing.type: Easing.OutCubic
                    }
                }
            }
            contentItem: GlassText {
                objectName: root.objectName + "Shown"
                rightPadding: Theme.icon16 + Theme.space8
                verticalAlignment: Text.AlignVCenter
                text: box.currentIndex < 0 ? root.placeholder : box.displayText
                color: !box.enabled ? Theme.textFaint : box.currentIndex < 0 ? Theme.placeholder : Theme.text
                Accessible.ignored: true
            }
            delegate: SelectOption {
                required property int index

                objectName: root.objectName + "_" + modelData.id
                width: ListView.view ? ListView.view.width : 0
                highlighted: box.highlightedIndex === index
                current: box.currentIndex === index
            }
            popup: SelectList {
                box: box
            }
        }
        FieldNote {
            Layout.fillWidth: true
            visible: text !== ""
            text: root.problem || root.hint
            tone: root.problem !== "" ? "error" : ""
        }
    }
}
