pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass
import Kriptik.Ui

/* One row of the stack as its kind wants it: heading, tile or choice. */
Item {
    id: root

    required property NewProjectViewModel vm
    required property real cell
    required property real line
    required property string kind
    required property string category
    required property string title
    required property string integrationId
    required property string icon
    required property real confidence
    required property bool byPerson
    required property string reason
    required property list<string> evidence
    required property string needs
    required property list<var> options
    required property int index

    width: kind === "tile" ? cell : line
    height: part.height + (kind === "header" && index > 0 ? Theme.unit : 0)

    Loader {
        id: part

        width: parent.width
        anchors.bottom: parent.bottom
        sourceComponent: root.kind === "header" ? header : root.kind === "tile" ? tile : choice
    }
    Component {
        id: header

        GlassText {
            kind: "heading"
            text: root.title
        }
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
            evidence: root.evidence
            needs: root.needs
            onRemoveAsked: root.vm.remove(root.integrationId)
        }
    }
    Component {
        id: choice

        StackChoice {
            objectName: "choice_" + root.category
            reason: root.reason
            evidence: root.evidence
            options: root.options
            onChosen: id => root.vm.add(id, root.category)
        }
    }
}
