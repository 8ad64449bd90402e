pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Icons

/* Descriptions to begin from, for a person in front of an empty page. */
ColumnLayout {
    id: root

    readonly property list<string> starters: [qsTr("A SaaS with Stripe subscriptions, Google sign-in and a Supabase database"), qsTr("Meeting notes that GPT summarises and Resend mails to the team"), qsTr("A shop with Stripe checkout, Supabase storage for the pictures and a Claude assistant")]

    signal chosen(string text)

    spacing: Theme.space12

    GlassText {
        Layout.alignment: Qt.AlignHCenter
        kind: "caption"
        color: Theme.textFaint
        text: qsTr("Or begin with one of these")
    }
    Repeater {
        model: root.starters

        GlassCard {
            id: card

            required property int index
            required property string modelData

            objectName: "starter_" + index
            Layout.fillWidth: true
            clickable: true
            depth: 1
            padding: Theme.space16
            title: modelData
            implicitHeight: words.implicitHeight + 2 * padding
            onActivated: root.chosen(modelData)

            RowLayout {
                width: parent.width
                spacing: Theme.space12

                GlassText {
                    id: words

                    Layout.fillWidth: true
                    kind: "small"
                    color: Theme.text
                    wrapMode: Text.Wrap
                    text: card.modelData
                    Accessible.ignored: true
                }
                UiIcon {
                    name: "arrow"
                    size: Theme.icon16
                    color: Theme.textDim
                }
            }
        }
    }
}
