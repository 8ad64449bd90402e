pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* One cell of the stack under its category: a service, or a choice that is still open. */
ColumnLayout {
    id: root

    required property StackViewModel vm
    required property int index
    required property int columns
    required property string kind
    required property string category
    required property string heading
    required property string title
    required property string integrationId
    required property string icon
    required property real confidence
    required property bool byPerson
    required property bool byClaude
    required property bool optional
    required property bool offered
    required property string reason
    required property string needs
    required property int needCount
    required property bool first
    required property list<var> options
    required property int more
    /* The heading stands where its category begins, and again where a new line of cells begins. */
    readonly property bool headed: first || index % columns === 0
    readonly property string owner: kind === "tile" ? integrationId : category

    signal pointed(string owner)
    /* Something was taken out or chosen, and the control that did it is gone. */
    signal settled
    /* The catalogue is wanted for this category; `instead` is whose place it takes, empty for none. */
    signal moreAsked(string category, string instead)

    spacing: Theme.space12

    RowLayout {
        Layout.fillWidth: true
        Layout.preferredHeight: Theme.space20
        spacing: Theme.space12

        GlassText {
            visible: root.headed
            kind: "label"
            font.pixelSize: Theme.sizeSmall
            text: root.heading
            Accessible.role: Accessible.Heading
        }
        Rectangle {
            Layout.fillWidth: true
            Layout.leftMargin: root.headed ? 0 : -Theme.space16
            implicitHeight: Theme.hairline
            color: Theme.lineStrong
        }
    }
    Loader {
        Layout.fillWidth: true
        Layout.fillHeight: true
        sourceComponent: root.kind === "tile" ? tile : choice
    }
    Component {
        id: tile

        StackTile {
            objectName: "tile_" + root.integrationId
            name: root.title
            integrationId: root.integrationId
            icon: root.icon
            confidence: root.confidence
            byPerson: root.byPerson
            reason: root.reason
            needs: root.needs
            needCount: root.needCount
            byClaude: root.byClaude
            optional: root.optional
            offered: root.offered
            options: root.options
            more: root.more
            onLiftedChanged: root.pointed(lifted ? root.owner : "")
            onRemoveAsked: {
                root.settled();
                root.vm.remove(root.integrationId);
            }
            onAddAsked: {
                root.settled();
                root.vm.add(root.integrationId, root.category);
            }
            onSwapAsked: id => {
                root.settled();
                root.vm.swap(root.integrationId, id);
            }
            onMoreAsked: root.moreAsked(root.category, root.integrationId)
        }
    }
    Component {
        id: choice

        StackChoice {
            objectName: "choice_" + root.category
            reason: root.reason
            options: root.options
            more: root.more
            byClaude: root.byClaude
            onMoreAsked: root.moreAsked(root.category, "")
            onLiftedChanged: root.pointed(lifted ? root.owner : "")
            onChosen: id => {
                root.settled();
                root.vm.add(id, root.category);
            }
        }
    }
}
