pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Icons

/* A need without a named service: choose one, or read that there is none yet. */
GlassCard {
    id: root

    required property string reason
    required property list<var> options
    property int more: 0
    property bool byClaude: false
    readonly property bool served: options.length > 0
    readonly property bool narrow: width < Theme.tileWidth

    signal chosen(string id)
    signal moreAsked

    title: served ? qsTr("Choose one") : qsTr("No service yet")
    description: byClaude ? qsTr("By Claude. %1").arg(reason) : reason
    depth: served ? 2 : 1
    variant: served ? "dark" : "darker"
    edge: served ? Theme.veil(Theme.warning, Theme.toneEdge) : Theme.line
    padding: narrow ? Theme.space12 : Theme.space20
    implicitHeight: column.implicitHeight + 2 * padding

    ColumnLayout {
        id: column

        width: parent.width
        height: Math.max(implicitHeight, root.height - 2 * root.padding)
        spacing: Theme.space12

        RowLayout {
            spacing: Theme.space8

            UiIcon {
                name: root.served ? "layers" : "alert"
                size: Theme.icon16
                color: root.served ? Theme.warning : Theme.textFaint
                accent: color
            }
            GlassText {
                Layout.fillWidth: true
                kind: "heading"
                color: root.served ? Theme.text : Theme.textDim
                text: root.title
            }
            Badge {
                visible: root.byClaude
                text: qsTr("By Claude")
            }
        }
        ReasonText {
            Layout.fillWidth: true
            ink: root.served ? Theme.warning : Theme.text
            reason: root.reason
        }
        Item {
            Layout.fillHeight: true
        }
        Flow {
            Layout.fillWidth: true
            visible: root.served
            spacing: Theme.space8

            Repeater {
                model: root.options

                GlassButton {
                    required property var modelData

                    objectName: "choose_" + modelData.id
                    text: modelData.name
                    brand: modelData.icon
                    onClicked: root.chosen(modelData.id)
                }
            }
            GlassButton {
                objectName: "chooseMore"
                visible: root.more > 0
                glyph: "search"
                text: qsTr("%1 more").arg(root.more)
                Accessible.name: qsTr("Search the catalogue for %1 more").arg(root.more)
                onClicked: root.moreAsked()
            }
        }
        GlassText {
            Layout.fillWidth: true
            visible: !root.served
            kind: "caption"
            color: Theme.textFaint
            wrapMode: Text.Wrap
            text: qsTr("The build will list it as not built.")
        }
    }
}
