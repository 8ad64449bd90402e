pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Kriptik.Glass
import Kriptik.Icons

/* One way to open the vault, as a card that is chosen among others. Arrow keys go to the other one. */
T.AbstractButton {
    id: root

    required property string glyph
    required property string title
    property bool chosen: false
    property Item other: null
    readonly property bool warm: hovered || visualFocus

    function choose(): void {
        clicked();
        forceActiveFocus(Qt.TabFocusReason);
    }

    implicitHeight: column.implicitHeight + 2 * Theme.space16
    checkable: true
    autoExclusive: true
    checked: chosen
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    scale: down ? Theme.press : 1
    Accessible.role: Accessible.RadioButton
    Accessible.name: title
    Accessible.description: text
    Accessible.onPressAction: clicked()
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()
    Keys.onLeftPressed: (other as UnlockWay)?.choose()
    Keys.onRightPressed: (other as UnlockWay)?.choose()

    Behavior on scale {
        NumberAnimation {
            duration: Theme.fast
            easing.type: Easing.OutCubic
        }
    }
    HoverHandler {
        cursorShape: Qt.PointingHandCursor
    }

    background: Rectangle {
        radius: Theme.radius12
        color: root.chosen ? Theme.veil(Theme.red, Theme.toneFill) : root.warm ? Theme.fillHover : Theme.fillRest
        border.width: Theme.hairline
        border.color: root.chosen ? Theme.veil(Theme.redText, Theme.toneEdgeStrong) : root.warm ? Theme.lineHover : Theme.lineStrong

        Behavior on color {
            ColorAnimation {
                duration: Theme.fast
            }
        }
        Behavior on border.color {
            ColorAnimation {
                duration: Theme.fast
            }
        }

        Loader {
            anchors.fill: parent
            active: root.visualFocus
            sourceComponent: FocusRing {}
        }
    }
    contentItem: Item {
        implicitHeight: column.implicitHeight

        ColumnLayout {
            id: column

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.margins: Theme.space16
            spacing: Theme.space4

            RowLayout {
                Layout.bottomMargin: Theme.space8

                UiIcon {
                    name: root.glyph
                    size: Theme.icon24
                    color: root.chosen || root.warm ? Theme.text : Theme.textDim
                    accent: root.chosen ? Theme.redText : Theme.textDim
                }
                Item {
                    Layout.fillWidth: true
                }
                UiIcon {
                    opacity: root.chosen ? 1 : 0
                    name: "check"
                    size: Theme.icon16
                    color: Theme.redText
                    accent: Theme.redText
                }
            }
            GlassText {
                Layout.fillWidth: true
                font.weight: Font.DemiBold
                text: root.title
                wrapMode: Text.Wrap
                Accessible.ignored: true
            }
            GlassText {
                Layout.fillWidth: true
                kind: "small"
                text: root.text
                wrapMode: Text.Wrap
                Accessible.ignored: true
            }
        }
    }
}
