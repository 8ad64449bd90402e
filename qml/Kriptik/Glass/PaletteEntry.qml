pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kriptik.Icons

/* One result of the palette: its sign, its name, what it is, and the keys that do it without the palette. */
T.AbstractButton {
    id: root

    required property int index
    required property string commandId
    required property string title
    required property string hint
    required property string keys
    required property string glyph
    required property string brand
    property bool current: false

    signal pointed

    implicitHeight: Theme.controlHeight + Theme.space4
    focusPolicy: Qt.NoFocus
    hoverEnabled: true
    text: title
    Accessible.role: Accessible.ListItem
    Accessible.name: title
    Accessible.description: [hint, keys].filter(words => words !== "").join(", ")
    Accessible.selectable: true
    Accessible.selected: current
    Accessible.onPressAction: clicked()

    HoverHandler {
        property point last

        cursorShape: Qt.PointingHandCursor
        onPointChanged: {
            const at = point.scenePosition;
            if (hovered && (last.x !== at.x || last.y !== at.y) && (last.x !== 0 || last.y !== 0))
                root.pointed();
            last = at;
        }
    }

    background: Rectangle {
        radius: Theme.radius8
        color: root.down ? Theme.fillPressed : root.current ? Theme.fillCurrent : Theme.clear

        Rectangle {
            visible: root.current
            x: Theme.space2
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.line2
            height: parent.height / 2
            radius: width / 2
            color: Theme.redText
        }
    }
    contentItem: Item {
        Loader {
            id: lead

            x: Theme.space12
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.icon20
            sourceComponent: root.brand !== "" ? mark : sign
        }
        GlassText {
            anchors.left: lead.right
            anchors.leftMargin: Theme.space12
            anchors.right: aside.left
            anchors.rightMargin: Theme.space12
            anchors.verticalCenter: parent.verticalCenter
            text: root.title
            Accessible.ignored: true
        }
        Row {
            id: aside

            anchors.right: parent.right
            anchors.rightMargin: Theme.space12
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.space12

            GlassText {
                anchors.verticalCenter: parent.verticalCenter
                width: Math.min(implicitWidth, root.width / 3)
                kind: "caption"
                color: Theme.textFaint
                text: root.hint
                Accessible.ignored: true
            }
            KeyCap {
                visible: text !== ""
                text: root.keys
            }
        }
    }

    Component {
        id: mark

        BrandIcon {
            slug: root.brand
            size: Theme.icon20
        }
    }
    Component {
        id: sign

        UiIcon {
            name: root.glyph
            size: Theme.icon20
            color: root.current ? Theme.text : Theme.textDim
            accent: Theme.redText
        }
    }
}
