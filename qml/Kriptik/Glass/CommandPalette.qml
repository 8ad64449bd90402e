pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kriptik.Icons

/* Everything that can be done, by its name: type, arrow keys, Enter; Esc or a press beside it closes it. `model` has the
   roles commandId, title, hint, keys, glyph and brand, best first. It belongs into the `overlay` of a scene. */
FocusScope {
    id: root

    required property var model
    property string query: ""
    property string placeholder: qsTr("Search commands and projects")
    property string emptyText: ""
    property GlassBackdrop scene: null
    // What had the keyboard before the palette took it.
    property Item before: null
    readonly property alias count: list.count
    readonly property PaletteEntry entry: list.currentItem as PaletteEntry

    signal queried(string text)
    signal chosen(string commandId)
    signal closeAsked

    function choose(): void {
        if (entry)
            chosen(entry.commandId);
    }
    function step(by: int): void {
        if (count > 0)
            list.currentIndex = (list.currentIndex + by + count) % count;
    }
    function told(): string {
        return count === 0 ? emptyText : entry ? qsTr("%1, %2 of %3").arg(entry.title).arg(list.currentIndex + 1).arg(count) : "";
    }
    function turned(key: int): bool {
        if (key === Qt.Key_Escape)
            closeAsked();
        else if (key === Qt.Key_Down || key === Qt.Key_Tab)
            step(1);
        else if (key === Qt.Key_Up || key === Qt.Key_Backtab)
            step(-1);
        else if (key === Qt.Key_PageDown || key === Qt.Key_PageUp)
            list.currentIndex = key === Qt.Key_PageUp ? 0 : count - 1;
        else
            return false;
        return true;
    }

    Accessible.role: Accessible.Dialog
    Accessible.name: qsTr("Command palette")
    onParentChanged: scene = Backdrops.around(parent)
    Component.onCompleted: {
        scene = Backdrops.around(parent);
        before = Window.activeFocusItem;
        field.forceActiveFocus(Qt.PopupFocusReason);
    }

    Entrance {
        id: entrance
    }
    FrozenBackdrop {
        anchors.fill: parent
        scene: root.scene

        Rectangle {
            anchors.fill: parent
            color: Theme.scrim
            opacity: entrance.strength

            MouseArea {
                anchors.fill: parent
                hoverEnabled: true
                onWheel: wheel => wheel.accepted = true
                onClicked: root.closeAsked()
            }
        }
        Item {
            id: slab

            readonly property real most: root.height - y - Theme.space24

            objectName: root.objectName + "Slab"
            x: Math.round((root.width - width) / 2)
            y: Math.round(Math.max(Theme.space24, (root.height - Theme.paletteHeight) / 4))
            width: Math.min(Theme.paletteWidth, root.width - 2 * Theme.space24)
            height: Math.min(most, foot.height + top.height + (root.count === 0 ? Theme.tileHeight : Math.min(Theme.paletteHeight, list.contentHeight + 2 * Theme.space8) + Theme.hairline))
            scale: entrance.growth
            opacity: entrance.strength
            transformOrigin: Item.Top

            GlassShadow {
                anchors.fill: parent
                level: 5
            }
            Rectangle {
                anchors.fill: parent
                visible: !surface.shaders
                radius: Theme.radius16
                color: Theme.ground
            }
            GlassSurface {
                id: surface

                anchors.fill: parent
                variant: "darker"
                edge: Theme.lineStrong
            }
            MouseArea {
                anchors.fill: parent
            }
            Item {
                id: top

                width: parent.width
                height: Theme.rowHeight + Theme.space8

                UiIcon {
                    x: Theme.space20
                    anchors.verticalCenter: parent.verticalCenter
                    name: "search"
                    size: Theme.icon20
                    color: Theme.textDim
                }
                T.TextField {
                    id: field

                    objectName: root.objectName + "Field"
                    anchors.fill: parent
                    leftPadding: Theme.space20 + Theme.icon20 + Theme.space12
                    rightPadding: Theme.space20
                    verticalAlignment: TextInput.AlignVCenter
                    focus: true
                    text: root.query
                    color: Theme.text
                    selectionColor: Theme.redDeep
                    selectedTextColor: Theme.text
                    selectByMouse: true
                    font.family: Theme.family
                    font.hintingPreference: Font.PreferNoHinting
                    font.pixelSize: Theme.sizeHeading
                    Accessible.role: Accessible.EditableText
                    Accessible.name: root.placeholder
                    Accessible.description: root.told()
                    Accessible.searchEdit: true
                    onTextEdited: {
                        root.queried(text);
                        list.currentIndex = 0;
                    }
                    onAccepted: root.choose()
                    Keys.onPressed: event => event.accepted = root.turned(event.key)

                    GlassText {
                        x: field.leftPadding
                        width: parent.width - x - field.rightPadding
                        anchors.verticalCenter: parent.verticalCenter
                        visible: field.length === 0 && field.preeditText === ""
                        font.pixelSize: Theme.sizeHeading
                        text: root.placeholder
                        color: Theme.placeholder
                        Accessible.ignored: true
                    }
                }
            }
            Divider {
                anchors.top: top.bottom
                width: parent.width
            }
            ListView {
                id: list

                objectName: root.objectName + "List"
                anchors.top: top.bottom
                anchors.bottom: foot.top
                anchors.topMargin: Theme.hairline
                x: Theme.space8
                width: parent.width - 2 * Theme.space8
                topMargin: Theme.space8
                bottomMargin: Theme.space8
                clip: true
                boundsBehavior: Flickable.StopAtBounds
                highlightMoveDuration: 0
                keyNavigationEnabled: false
                model: root.model
                Accessible.role: Accessible.List
                Accessible.name: qsTr("Results")
                T.ScrollBar.vertical: GlassScrollBar {}
                onCurrentIndexChanged: positionViewAtIndex(currentIndex, ListView.Contain)

                delegate: PaletteEntry {
                    objectName: root.objectName + "_" + commandId
                    width: ListView.view ? ListView.view.width : 0
                    current: ListView.isCurrentItem
                    onPointed: list.currentIndex = index
                    onClicked: root.chosen(commandId)
                }
            }
            GlassText {
                objectName: root.objectName + "Empty"
                anchors.centerIn: list
                width: list.width - 2 * Theme.space24
                visible: root.count === 0
                kind: "small"
                text: root.emptyText
                wrapMode: Text.Wrap
                horizontalAlignment: Text.AlignHCenter
            }
            PaletteFoot {
                id: foot

                anchors.bottom: parent.bottom
                width: parent.width
            }
        }
    }
}
