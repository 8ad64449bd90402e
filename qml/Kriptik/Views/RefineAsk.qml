pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* What asking Claude means, before a key is used: what is sent, to whom, and who pays. */
FocusScope {
    id: root

    required property RefiningViewModel vm
    readonly property bool keyless: !vm.ownKey && vm.keyCount === 0

    signal refused

    implicitHeight: column.implicitHeight
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Ask Claude about this description")

    ColumnLayout {
        id: column

        width: parent.width
        spacing: Theme.space12

        GlassText {
            Layout.fillWidth: true
            kind: "heading"
            text: root.keyless ? qsTr("There is no Anthropic key yet") : qsTr("Ask Claude about this description?")
        }
        GlassText {
            objectName: "refineTerms"
            Layout.fillWidth: true
            visible: !root.keyless
            kind: "small"
            wrapMode: Text.Wrap
            text: qsTr("Sent to %1: the description without what looks like a key, the names of the services in the catalogue, and what was found in the description. Nothing else leaves this computer. Anthropic charges the key for it.").arg(root.vm.address)
        }
        GlassText {
            objectName: "refineNoKey"
            Layout.fillWidth: true
            visible: root.keyless
            kind: "small"
            wrapMode: Text.Wrap
            text: qsTr("Add one to the vault for all projects, then ask again. Until then descriptions are read on this computer only.")
        }
        Flow {
            Layout.fillWidth: true
            spacing: Theme.space8

            GlassButton {
                objectName: "refineYes"
                visible: root.vm.ownKey
                focus: root.vm.ownKey
                glyph: "key"
                text: qsTr("Use KripTik's own key")
                onClicked: root.vm.agree("")
            }
            Repeater {
                model: root.vm.ownKey ? null : root.vm.keys

                GlassButton {
                    required property string credentialId
                    required property string name

                    objectName: "refineOnce_" + name
                    glyph: "key"
                    text: qsTr("Use the key of %1 once").arg(name)
                    onClicked: root.vm.agree(credentialId)
                }
            }
            GlassButton {
                objectName: "refineNo"
                focus: !root.vm.ownKey
                text: root.keyless ? qsTr("Close") : qsTr("Not now")
                onClicked: root.refused()
            }
        }
    }
}
