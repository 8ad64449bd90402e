pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Forms
import Kriptik.Glass
import Kriptik.Ui

/* The ways to the values: the provider's page, with the steps there once it was opened, and one paste for all fields. */
ColumnLayout {
    id: root

    required property SheetGuideViewModel vm
    required property SheetPasteViewModel paste
    required property string name
    required property string note
    required property bool several
    required property bool locked
    property bool folded: false
    readonly property real breadth: Math.max(fetch.implicitWidth, line.least)

    spacing: Theme.space12

    RowLayout {
        Layout.fillWidth: true
        visible: !root.vm.fetching
        spacing: Theme.space24

        GlassText {
            Layout.fillWidth: true
            kind: "small"
            text: root.note
            wrapMode: Text.Wrap
        }
        GlassButton {
            id: fetch

            objectName: "fetchCredentials"
            Layout.preferredWidth: root.breadth
            kind: "outline"
            edge: Theme.text
            glyph: "external"
            text: qsTr("Fetch Credentials")
            enabled: !root.locked
            onClicked: root.vm.fetchCredentials()
        }
    }
    DashboardSteps {
        objectName: "steps"
        Layout.fillWidth: true
        visible: root.vm.fetching
        title: qsTr("Copy your credentials from %1").arg(root.name)
        steps: root.vm.steps

        folded: root.folded

        IconButton {
            objectName: "unfoldSteps"
            visible: root.folded
            glyph: "chevron-down"
            text: qsTr("Show the steps")
            onClicked: root.folded = false
        }
        IconButton {
            objectName: "copyLink"
            property bool copied: false

            glyph: copied ? "check" : "copy"
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

        below: PasteLine {
            Layout.fillWidth: true
            text: qsTr("Copy a value there and come back: what fits is offered here, then taken off the clipboard.")
            several: root.several
            locked: root.locked
            onAsked: root.paste.pasteAll()
        }
    }
    PasteLine {
        id: line

        Layout.fillWidth: true
        visible: root.several && !root.vm.fetching
        text: qsTr("Copied several values, or a .env file? Paste them at once.")
        several: root.several
        breadth: root.breadth
        locked: root.locked
        onAsked: root.paste.pasteAll()
    }
}
