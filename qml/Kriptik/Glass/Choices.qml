pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T

/* A row of words of which one is chosen: one stop of Tab, arrows choose. `options` holds objects with `id` and `name`;
   Segments and GlassTabs put their thumb under it, at `thumbX` and `thumbWidth`. */
FocusScope {
    id: root

    required property list<var> options
    property string value: ""
    property string label: ""
    property int inset: 0
    property int optionPadding: Theme.space16
    property real optionRadius: Theme.radius8
    property bool spread: true
    property int optionRole: Accessible.RadioButton
    property real place: Math.max(0, chosenIndex)
    readonly property int chosenIndex: options.findIndex(option => option.id === value)
    readonly property Item before: repeater.count > 0 ? repeater.itemAt(Math.floor(place)) : null
    readonly property Item after: repeater.count > 0 ? repeater.itemAt(Math.ceil(place)) : null
    readonly property real part: place - Math.floor(place)
    readonly property real thumbX: before && after ? row.x + before.x + (after.x - before.x) * part : 0
    readonly property real thumbWidth: before && after ? before.width + (after.width - before.width) * part : 0
    default property alias under: ground.data

    signal chosen(string id)

    function step(from: int, by: int): void {
        const next = (from + by + options.length) % options.length;
        repeater.itemAt(next).forceActiveFocus(Qt.TabFocusReason);
        if (next !== chosenIndex)
            chosen(options[next].id);
    }

    implicitWidth: row.implicitWidth + 2 * inset
    implicitHeight: Theme.controlHeight
    Accessible.role: Accessible.Grouping
    Accessible.name: label

    Behavior on place {
        NumberAnimation {
            duration: Theme.normal
            easing.type: Easing.OutCubic
        }
    }

    Item {
        id: ground

        anchors.fill: parent
    }
    RowLayout {
        id: row

        x: root.inset
        y: root.inset
        width: root.spread ? root.width - 2 * root.inset : Math.min(implicitWidth, root.width - 2 * root.inset)
        height: root.height - 2 * root.inset
        spacing: Theme.space4

        Repeater {
            id: repeater

            model: root.options

            T.AbstractButton {
                id: option

                required property var modelData
                required property int index
                readonly property bool current: index === root.chosenIndex

                objectName: root.objectName + "_" + modelData.id
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.maximumWidth: root.spread ? Number.POSITIVE_INFINITY : implicitWidth
                implicitWidth: Math.ceil(implicitContentWidth) + leftPadding + rightPadding
                horizontalPadding: root.optionPadding
                hoverEnabled: true
                focusPolicy: index === Math.max(0, root.chosenIndex) ? Qt.StrongFocus : Qt.ClickFocus
                text: modelData.name
                Accessible.role: root.optionRole
                Accessible.name: text
                Accessible.checkable: root.optionRole === Accessible.RadioButton
                Accessible.checked: current
                Accessible.selected: current
                Accessible.onPressAction: if (enabled) clicked()
                Keys.onReturnPressed: clicked()
                Keys.onEnterPressed: clicked()
                Keys.onLeftPressed: root.step(index, -1)
                Keys.onRightPressed: root.step(index, 1)
                onClicked: root.chosen(modelData.id)

                HoverHandler {
                    cursorShape: root.enabled ? Qt.PointingHandCursor : Qt.ArrowCursor
                }

                background: Rectangle {
                    radius: root.optionRadius
                    color: option.hovered && option.enabled && !option.current ? Theme.fillHover : Theme.clear

                    Loader {
                        anchors.fill: parent
                        active: option.visualFocus
                        sourceComponent: FocusRing {
                            around: root.optionRadius
                            distance: Theme.space2
                        }
                    }
                }
                contentItem: GlassText {
                    kind: "label"
                    font.pixelSize: Theme.sizeSmall
                    text: option.text
                    color: !option.enabled ? Theme.disabled : option.current || option.hovered ? Theme.text : Theme.textDim
                    horizontalAlignment: Text.AlignHCenter
                    verticalAlignment: Text.AlignVCenter
                    Accessible.ignored: true
                }
            }
        }
    }
}
