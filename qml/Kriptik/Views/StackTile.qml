pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Icons

/* One service of the stack: what it is, how sure that is, and from which words. */
GlassCard {
    id: root

    required property string name
    required property string integrationId
    required property string icon
    required property real confidence
    required property bool byPerson
    required property string reason
    required property list<string> evidence
    required property string needs
    readonly property string sure: byPerson ? qsTr("Added by you") : qsTr("%1 % sure").arg(Math.round(confidence * 100))

    signal removeAsked

    title: name
    description: sure + ". " + reason
    height: 176

    ColumnLayout {
        anchors.fill: parent
        spacing: Theme.space8

        RowLayout {
            spacing: 12

            BrandIcon {
                slug: root.icon
                size: 28
            }
            ColumnLayout {
                Layout.fillWidth: true
                spacing: 0

                GlassText {
                    Layout.fillWidth: true
                    kind: "heading"
                    text: root.name
                }
                GlassText {
                    Layout.fillWidth: true
                    kind: "caption"
                    text: root.sure
                }
            }
            IconButton {
                objectName: "remove_" + root.integrationId
                Layout.alignment: Qt.AlignTop
                size: 32
                glyphSize: 14
                glyph: "x"
                quiet: true
                text: qsTr("Remove %1").arg(root.name)
                onClicked: root.removeAsked()
            }
        }
        ProgressLine {
            Layout.fillWidth: true
            implicitHeight: 3
            value: root.confidence
            tone: root.confidence >= 0.7 ? "neutral" : "warning"
            label: qsTr("Confidence for %1").arg(root.name)
        }
        GlassText {
            Layout.fillWidth: true
            kind: "caption"
            text: root.reason
            wrapMode: Text.Wrap
            maximumLineCount: 2
            elide: Text.ElideRight
        }
        WordChips {
            Layout.fillWidth: true
            Layout.maximumHeight: 22
            clip: true
            words: root.evidence
        }
        Item {
            Layout.fillHeight: true
        }
        RowLayout {
            spacing: Theme.space8

            StatusDot {
                tone: root.needs === "" ? "success" : "warning"
            }
            GlassText {
                Layout.fillWidth: true
                kind: "caption"
                color: Theme.text
                text: root.needs === "" ? qsTr("No credentials needed") : qsTr("Will ask for: %1").arg(root.needs)
            }
        }
    }
}
