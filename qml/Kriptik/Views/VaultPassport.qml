pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* Everything that is known of the chosen credential, its values masked, and what can be done with it. */
GlassPanel {
    id: root

    required property PassportViewModel vm
    property bool alone: false
    readonly property bool wide: width > Theme.contentWidth - Theme.tileHeight

    signal backAsked

    function focusFirst(): void {
        head.focusFirst();
    }

    objectName: "passport"
    implicitWidth: Theme.noteWidth
    implicitHeight: Theme.paletteHeight
    padding: Theme.hairline
    depth: 2
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Passport of the credential")

    ColumnLayout {
        anchors.fill: parent
        visible: root.vm.loaded
        spacing: 0

        PassportHeader {
            id: head

            Layout.fillWidth: true
            Layout.margins: Theme.space20
            vm: root.vm
            alone: root.alone
            onBackAsked: root.backAsked()
        }
        Rectangle {
            Layout.fillWidth: true
            implicitHeight: Theme.hairline
            color: Theme.line
        }
        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true

            GlassScroll {
                id: scroll

                anchors.fill: parent
                padding: Theme.space20

                PassportBody {
                    width: parent.width
                    vm: root.vm
                    wide: root.wide
                }
            }
            ScrollFade {
                list: scroll
            }
        }
    }
    Loader {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.space24, Theme.noteWidth)
        active: !root.vm.loaded && root.vm.error !== ""
        sourceComponent: ErrorState {
            objectName: "passportUnread"
            title: root.vm.error
            text: root.vm.hint
            onRetryAsked: root.vm.lookAgain()
        }
    }
    Loader {
        anchors.fill: parent
        active: !root.vm.loaded && root.vm.awaited && root.vm.error === ""
        sourceComponent: WaitingLines {}
    }
    Loader {
        anchors.centerIn: parent
        active: !root.vm.loaded && !root.vm.awaited && root.vm.error === ""
        sourceComponent: GlassText {
            kind: "small"
            color: Theme.textFaint
            text: qsTr("Choose a credential to see its passport.")
        }
    }
}
