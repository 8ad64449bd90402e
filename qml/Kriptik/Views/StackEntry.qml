pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass
import Kriptik.Ui

/* One cell of the stack under its category: a service, or a choice that is still open. */
Column {
    id: root

    required property NewProjectViewModel vm
    required property real cell
    required property string kind
    required property string category
    required property string heading
    required property string title
    required property string integrationId
    required property string icon
    required property real confidence
    required property bool byPerson
    required property string reason
    required property list<string> evidence
    required property string needs
    required property list<var> options

    width: cell
    spacing: Theme.space8

    GlassText {
        width: parent.width
        kind: "label"
        font.pixelSize: Theme.sizeSmall
        color: Theme.textDim
        text: root.heading
        Accessible.role: Accessible.Heading
    }
    Loader {
        width: parent.width
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
