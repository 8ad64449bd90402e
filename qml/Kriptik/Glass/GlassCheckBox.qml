pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kriptik.Icons

/* Yes or no as part of a form, with the words that it is about; `wrong` marks one that has to be set. */
T.CheckBox {
    id: root

    property bool wrong: false
    readonly property bool marked: checkState !== Qt.Unchecked

    implicitWidth: indicator.width + (text === "" ? 0 : spacing + implicitContentWidth)
    implicitHeight: Math.max(Theme.controlSmall, implicitContentHeight)
    spacing: Theme.space12
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.CheckBox
    Accessible.name: text
    Accessible.checkable: true
    Accessible.checked: checked
    Accessible.onPressAction: if (enabled) { toggle(); toggled(); }
    Accessible.onToggleAction: if (enabled) { toggle(); toggled(); }

    HoverHandler {
        cursorShape: root.enabled ? Qt.PointingHandCursor : Qt.ArrowCursor
    }

    indicator: FieldFrame {
        id: box

        y: (root.height - height) / 2
        width: Theme.boxSize
        height: Theme.boxSize
        radius: Theme.radius4
        wrong: root.wrong
        pointed: root.hovered && root.enabled
        scale: root.down ? Theme.press : 1
        opacity: root.enabled ? 1 : Theme.dimmed

        Loader {
            anchors.fill: parent
            active: root.marked
            sourceComponent: Rectangle {
                radius: box.radius
                color: Theme.text

                UiIcon {
                    anchors.centerIn: parent
                    visible: root.checkState === Qt.Checked
                    name: "check"
                    size: Theme.icon16
                    color: Theme.ground
                    accent: Theme.red
                }
                Rectangle {
                    anchors.centerIn: parent
                    visible: root.checkState === Qt.PartiallyChecked
                    width: Theme.icon8
                    height: Theme.line2
                    color: Theme.ground
                }
            }
        }
        Loader {
            anchors.fill: parent
            active: root.visualFocus
            sourceComponent: FocusRing {
                around: box.radius
            }
        }
    }
    contentItem: GlassText {
        visible: root.text !== ""
        leftPadding: root.indicator.width + root.spacing
        text: root.text
        color: root.enabled ? Theme.text : Theme.textFaint
        wrapMode: Text.Wrap
        verticalAlignment: Text.AlignVCenter
        Accessible.ignored: true
    }
}
