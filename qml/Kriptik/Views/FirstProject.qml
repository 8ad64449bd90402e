pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Icons

/* Home before there is any project: what this app does, in three steps, and the one thing to do. */
GlassPanel {
    id: root

    readonly property bool wide: width >= 3 * Theme.stepWidth + 2 * padding + 2 * Theme.space32

    signal asked

    component Step: GridLayout {
        id: step

        required property string glyph
        required property string title
        required property string text

        Layout.fillWidth: true
        Layout.preferredWidth: Theme.stepWidth
        Layout.alignment: Qt.AlignTop
        columns: root.wide ? 1 : 2
        columnSpacing: Theme.space16
        rowSpacing: Theme.space4

        UiIcon {
            Layout.rowSpan: root.wide ? 1 : 2
            Layout.alignment: Qt.AlignTop
            Layout.bottomMargin: root.wide ? Theme.space8 : 0
            name: step.glyph
            size: Theme.icon24
        }
        GlassText {
            Layout.fillWidth: true
            kind: "heading"
            text: step.title
        }
        GlassText {
            Layout.fillWidth: true
            kind: "small"
            text: step.text
            wrapMode: Text.Wrap
        }
    }

    padding: Theme.space32
    implicitWidth: Theme.cardWidth
    implicitHeight: column.implicitHeight + 2 * padding

    AppMark {
        anchors.right: parent.right
        anchors.rightMargin: Theme.space16
        visible: root.wide
        size: Theme.figure
    }
    ColumnLayout {
        id: column

        width: parent.width
        spacing: Theme.space24

        ColumnLayout {
            spacing: Theme.space8

            GlassText {
                Layout.fillWidth: true
                kind: "title"
                text: qsTr("No projects yet")
            }
            GlassText {
                Layout.fillWidth: true
                Layout.maximumWidth: Theme.unlockWidth
                color: Theme.textDim
                text: qsTr("Describe an app, and KripTik finds the services it needs, asks for their credentials and builds the wired project.")
                wrapMode: Text.Wrap
            }
        }
        GlassButton {
            objectName: "firstProject"
            kind: "primary"
            implicitHeight: Theme.controlLarge
            text: qsTr("Describe your first app")
            onClicked: root.asked()
        }
        Rectangle {
            Layout.fillWidth: true
            Layout.topMargin: Theme.space8
            implicitHeight: Theme.hairline
            color: Theme.line
        }
        GridLayout {
            columns: root.wide ? 3 : 1
            columnSpacing: Theme.space32
            rowSpacing: Theme.space24

            Step {
                glyph: "layers"
                title: qsTr("Describe")
                text: qsTr("The services your words ask for appear while you type, each with the words that asked.")
            }
            Step {
                glyph: "key"
                title: qsTr("Add credentials")
                text: qsTr("Each is checked with its provider and kept in the encrypted vault on this computer.")
            }
            Step {
                glyph: "play"
                title: qsTr("Run it")
                text: qsTr("KripTik writes the project with everything wired, and its .env file.")
            }
        }
    }
}
