pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Icons
import Kriptik.Ui

/* What the build waits for and for how long, each with the way to add it. */
GlassPanel {
    id: root

    required property BuildViewModel vm
    readonly property bool stacked: words.implicitWidth + adds.ideal + 2 * Theme.space32 > width

    implicitHeight: grid.implicitHeight + 2 * padding
    padding: Theme.space16
    depth: 2
    edge: Theme.veil(Theme.warning, Theme.toneEdge)
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("What the build waits for")

    GridLayout {
        id: grid

        width: parent.width
        columns: root.stacked ? 1 : 2
        columnSpacing: Theme.space16
        rowSpacing: Theme.space12

        RowLayout {
            id: words

            spacing: Theme.space12

            UiIcon {
                name: "key"
                size: Theme.icon24
                color: Theme.warning
                accent: Theme.warning
            }
            ColumnLayout {
                spacing: Theme.space2

                GlassText {
                    objectName: "waitCount"
                    text: root.vm.waitCount === 1 ? qsTr("One credential is needed to go on") : qsTr("%1 credentials are needed to go on").arg(root.vm.waitCount)
                }
                GlassText {
                    objectName: "waitTime"
                    visible: text !== ""
                    kind: "caption"
                    text: root.vm.waiting
                }
            }
        }
        Flow {
            id: adds

            readonly property real ideal: {
                let sum = -spacing;
                for (let at = 0; at < buttons.count; ++at)
                    sum += (buttons.itemAt(at)?.implicitWidth ?? 0) + spacing;
                return sum;
            }

            Layout.fillWidth: true
            Layout.maximumWidth: root.stacked ? -1 : Math.ceil(ideal)
            Layout.alignment: root.stacked ? Qt.AlignLeft : Qt.AlignRight
            spacing: Theme.space8

            Repeater {
                id: buttons

                model: root.vm.waits

                GlassButton {
                    required property string requestId
                    required property string name
                    required property string slug

                    objectName: "buildAdd_" + name
                    brand: slug
                    pulsing: true
                    text: qsTr("Add %1").arg(name)
                    Accessible.name: qsTr("Add Credentials for %1").arg(name)
                    onClicked: root.vm.addCredentials(requestId)
                }
            }
        }
    }
}
