pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kriptik.Icons

/* One line of a list: an icon or a brand, a name, a second line and a word at the right, then what else belongs to it.
   With `clickable` the whole line is pressed, by pointer, Space or Enter. */
T.ItemDelegate {
    id: root

    property string title: ""
    property string detail: ""
    property string hint: ""
    property string glyph: ""
    property string brand: ""
    property bool clickable: false
    property bool current: false
    readonly property bool warm: clickable && enabled && (hovered || highlighted)
    default property alias extras: tail.data

    implicitWidth: Theme.cardWidth
    implicitHeight: detail === "" ? Theme.controlHeight : Theme.rowHeight + Theme.space8
    leftPadding: Theme.space12
    rightPadding: Theme.space12
    spacing: Theme.space12
    hoverEnabled: true
    focusPolicy: clickable ? Qt.StrongFocus : Qt.NoFocus
    text: title
    Accessible.role: clickable ? Accessible.Button : Accessible.ListItem
    Accessible.name: title
    Accessible.description: [detail, hint].filter(words => words !== "").join(", ")
    Accessible.onPressAction: if (clickable && enabled)
        clicked()
    Keys.onReturnPressed: event => event.accepted = root.press()
    Keys.onEnterPressed: event => event.accepted = root.press()

    function press(): bool {
        if (clickable)
            clicked();
        return clickable;
    }

    HoverHandler {
        cursorShape: root.clickable && root.enabled ? Qt.PointingHandCursor : Qt.ArrowCursor
    }

    background: Rectangle {
        radius: Theme.radius8
        color: root.current ? Theme.fillCurrent : root.clickable && root.down ? Theme.fillPressed : root.warm ? Theme.fillHover : Theme.clear

        Behavior on color {
            ColorAnimation {
                duration: Theme.fast
            }
        }

        Loader {
            anchors.fill: parent
            active: root.clickable && root.visualFocus
            sourceComponent: FocusRing {
                around: Theme.radius8
                distance: 0
            }
        }
    }
    contentItem: Item {
        Loader {
            id: lead

            active: root.brand !== "" || root.glyph !== ""
            anchors.verticalCenter: parent.verticalCenter
            width: active ? Theme.icon20 : 0
            sourceComponent: root.brand !== "" ? mark : sign
        }
        Column {
            anchors.left: lead.right
            anchors.leftMargin: lead.active ? root.spacing : 0
            anchors.right: aside.left
            anchors.rightMargin: root.spacing
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.space2

            GlassText {
                width: parent.width
                text: root.title
                color: root.enabled ? Theme.text : Theme.textFaint
                Accessible.ignored: true
            }
            GlassText {
                width: parent.width
                visible: text !== ""
                kind: "caption"
                text: root.detail
                Accessible.ignored: true
            }
        }
        GlassText {
            id: aside

            anchors.right: tail.left
            anchors.rightMargin: tail.width > 0 && text !== "" ? root.spacing : 0
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, parent.width / 2)
            kind: "caption"
            color: Theme.textFaint
            text: root.hint
            Accessible.ignored: true
        }
        Row {
            id: tail

            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.space8
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
            color: root.enabled ? Theme.textDim : Theme.disabled
            accent: root.enabled ? Theme.redText : Theme.disabled
        }
    }
}
