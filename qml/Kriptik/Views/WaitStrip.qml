pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* What the build waits for, each with the way to add it. */
GlassPanel {
    id: root

    required property BuildViewModel vm

    implicitHeight: row.implicitHeight + 2 * padding
    padding: 16
    depth: 2
    edge: Theme.veil(Theme.warning, 0.4)

    RowLayout {
        id: row

        width: parent.width
        spacing: Theme.space16

        GlassText {
            text: root.vm.waitCount === 1 ? qsTr("One credential is needed to go on.") : qsTr("%1 credentials are needed to go on.").arg(root.vm.waitCount)
        }
        Flow {
            Layout.fillWidth: true
            spacing: Theme.space8

            Repeater {
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
