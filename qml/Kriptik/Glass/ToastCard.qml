pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Icons

/* One passing word: a slab with a sign of its tone, perhaps something to do about it, and a way to put it away. */
Item {
    id: root

    required property string words
    required property string tone
    required property string action
    required property bool leaving
    // How often it was said again; each time it stays as long as at first.
    required property int told
    readonly property color ink: tone === "neutral" ? Theme.textDim : Theme.tone(tone)
    readonly property bool held: hover.hovered || activeFocusInside
    readonly property bool activeFocusInside: put.activeFocus || ((deed.item as Item)?.activeFocus ?? false)
    readonly property int before: Theme.space16 + Theme.icon20 + Theme.space12
    readonly property int after: put.width + Theme.space8 + (deed.active ? deed.width + Theme.space12 : 0)
    property bool over: false
    // As wide as its words, and no wider than this.
    required property real most

    signal acted
    signal gone

    width: slab.width
    implicitHeight: slab.height + Theme.space8
    clip: false
    onToldChanged: stay.restart()
    onLeavingChanged: if (leaving)
        over = true
    onOverChanged: if (over)
        going.start()

    Timer {
        id: stay

        interval: root.action === "" && root.tone !== "error" ? Theme.toastStay : Theme.toastStayLong
        running: !root.held && !root.over
        onTriggered: root.over = true
    }
    Entrance {
        id: entrance
    }
    SequentialAnimation {
        id: going

        NumberAnimation {
            target: slab
            property: "fade"
            to: 0
            duration: Theme.fast
            easing.type: Easing.OutCubic
        }
        NumberAnimation {
            target: root
            property: "height"
            to: 0
            duration: Theme.normal
            easing.type: Easing.InOutCubic
        }
        ScriptAction {
            script: root.gone()
        }
    }
    Item {
        id: slab

        property real fade: 1

        width: Math.min(root.most, Math.ceil(measure.advanceWidth) + Theme.space4 + root.before + Theme.space16 + root.after)
        height: Math.max(Theme.rowHeight, text.implicitHeight + 2 * Theme.space12)
        transformOrigin: Item.Left
        scale: entrance.growth
        opacity: entrance.strength * fade
        Accessible.role: Accessible.AlertMessage
        Accessible.name: root.words

        PopupSlab {
            anchors.fill: parent
            over: root
            depth: 3
        }
        Rectangle {
            x: Theme.space16 - (width - Theme.icon20) / 2
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.chipHeight + Theme.space4
            height: width
            radius: width / 2
            color: Theme.veil(root.ink, Theme.toneFill)
        }
        UiIcon {
            x: Theme.space16
            anchors.verticalCenter: parent.verticalCenter
            name: root.tone === "success" ? "check" : root.tone === "error" || root.tone === "warning" ? "alert" : "info"
            size: Theme.icon20
            color: root.ink
            accent: root.ink
        }
        TextMetrics {
            id: measure

            font: text.font
            text: root.words
        }
        GlassText {
            id: text

            x: root.before
            width: parent.width - root.before - root.after - Theme.space16
            anchors.verticalCenter: parent.verticalCenter
            kind: "small"
            color: Theme.text
            text: root.words
            wrapMode: Text.Wrap
            lineHeight: implicitWidth > width ? Theme.leading : 1
            Accessible.ignored: true
        }
        Loader {
            id: deed

            active: root.action !== ""
            anchors.right: put.left
            anchors.rightMargin: Theme.space8
            anchors.verticalCenter: parent.verticalCenter
            sourceComponent: GlassButton {
                objectName: root.objectName + "Action"
                implicitHeight: Theme.controlSmall
                horizontalPadding: Theme.space12
                font.pixelSize: Theme.sizeSmall
                text: root.action
                onClicked: {
                    root.acted();
                    root.over = true;
                }
            }
        }
        IconButton {
            id: put

            objectName: root.objectName + "Close"
            anchors.right: parent.right
            anchors.rightMargin: Theme.space8
            anchors.verticalCenter: parent.verticalCenter
            size: Theme.controlSmall
            glyphSize: Theme.icon16
            glyph: "x"
            quiet: true
            tip: "above"
            text: qsTr("Dismiss")
            onClicked: root.over = true
        }
        HoverHandler {
            id: hover
        }
    }
}
