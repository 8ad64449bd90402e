pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Forms
import Kriptik.Glass
import Kriptik.Ui

/* The way to the provider's page, and once it was opened the steps there; the fields stay in sight below. */
Item {
    id: root

    required property SheetGuideViewModel vm
    required property string name
    required property string note
    required property bool locked

    implicitHeight: vm.fetching ? steps.implicitHeight : invitation.implicitHeight

    RowLayout {
        id: invitation

        width: parent.width
        visible: !root.vm.fetching
        spacing: Theme.space24

        GlassText {
            Layout.fillWidth: true
            kind: "small"
            text: root.note
            wrapMode: Text.Wrap
        }
        GlassButton {
            objectName: "fetchCredentials"
            kind: "outline"
            edge: Theme.text
            glyph: "external"
            text: qsTr("Fetch Credentials")
            enabled: !root.locked
            onClicked: root.vm.fetchCredentials()
        }
    }
    DashboardSteps {
        id: steps

        objectName: "steps"
        width: parent.width
        visible: root.vm.fetching
        title: qsTr("Copy your credentials from %1").arg(root.name)
        steps: root.vm.steps

        IconButton {
            objectName: "copyLink"
            property bool copied: false

            size: Theme.controlHeight
            glyphSize: Theme.icon16
            glyph: copied ? "check" : "link"
            text: copied ? qsTr("The link is copied") : qsTr("Copy the link")
            onVisibleChanged: copied = false
            onClicked: {
                root.vm.copyLink();
                copied = true;
            }
        }
        GlassButton {
            objectName: "fetchCredentials"
            glyph: "external"
            text: qsTr("Open again")
            Accessible.name: qsTr("Open the dashboard of %1 again").arg(root.name)
            enabled: !root.locked
            onClicked: root.vm.fetchCredentials()
        }

        below: GlassText {
            Layout.fillWidth: true
            kind: "caption"
            text: qsTr("Copy a value there and come back: what fits is offered here, and taken off the clipboard afterwards.")
            wrapMode: Text.Wrap
        }
    }
}
