pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kriptik.Icons

/* One line of a GlassMenu: an icon or a mark, what it does, and the keys that do it too. The tone "destructive" is for
   what cannot be taken back. */
T.MenuItem {
    id: root

    property string glyph: ""
    property string keys: ""
    property string tone: ""
    readonly property bool destructive: tone === "destructive"
    readonly property color ink: !enabled ? Theme.disabled : destructive ? Theme.redWord : highlighted ? Theme.text : Theme.textDim

    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    implicitHeight: Theme.menuRow
    leftPadding: Theme.space12
    rightPadding: Theme.space12
    hoverEnabled: true
    activeFocusOnTab: enabled
    font.family: Theme.family
    font.hintingPreference: Font.PreferNoHinting
    font.pixelSize: Theme.sizeSmall
    Accessible.role: Accessible.MenuItem
    Accessible.name: text
    Accessible.description: keys
    Accessible.checkable: checkable
    Accessible.checked: checked
    Accessible.onPressAction: if (enabled)
        click()

    HoverHandler {
        cursorShape: root.enabled ? Qt.PointingHandCursor : Qt.ArrowCursor
    }

    indicator: null
    arrow: UiIcon {
        x: root.width - width - root.rightPadding
        anchors.verticalCenter: parent ? parent.verticalCenter : undefined
        visible: root.subMenu !== null
        name: "chevron-right"
        size: Theme.icon16
        color: root.ink
        accent: root.ink
    }
    background: Rectangle {
        radius: Theme.radius8
        color: !root.highlighted || !root.enabled ? Theme.clear : root.destructive ? Theme.veil(Theme.red, Theme.toneMark) : root.down ? Theme.fillPressed : Theme.fillCurrent
    }
    contentItem: Item {
        readonly property real lead: Theme.icon16 + Theme.space12

        implicitWidth: lead + Math.ceil(word.implicitWidth) + (shortcut.text === "" && root.subMenu === null ? 0 : Theme.space32 + Math.max(Theme.icon16, Math.ceil(shortcut.implicitWidth)))

        Loader {
            active: root.glyph !== "" || root.checked
            anchors.verticalCenter: parent.verticalCenter
            sourceComponent: UiIcon {
                name: root.checked ? "check" : root.glyph
                size: Theme.icon16
                color: root.ink
                accent: root.destructive || !root.enabled ? root.ink : Theme.redText
            }
        }
        GlassText {
            id: word

            x: parent.lead
            width: parent.width - x - (shortcut.text === "" ? 0 : shortcut.width + Theme.space12)
            anchors.verticalCenter: parent.verticalCenter
            font: root.font
            text: root.text
            color: root.destructive || !root.enabled ? root.ink : Theme.text
            Accessible.ignored: true
        }
        GlassText {
            id: shortcut

            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            kind: "caption"
            text: root.keys
            color: root.enabled ? Theme.textFaint : Theme.disabled
            Accessible.ignored: true
        }
    }
}
