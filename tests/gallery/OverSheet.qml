pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass

/* A sheet over a page. */
GlassSheet {
    id: root

    title: "GlassSheet"
    header: Item {
        x: Theme.space24
        width: parent.width - 2 * Theme.space24
        height: Theme.icon64

        GlassText {
            anchors.verticalCenter: parent.verticalCenter
            kind: "title"
            text: "GlassSheet"
        }
    }
    footer: Item {
        x: Theme.space24
        width: parent.width - 2 * Theme.space24
        height: Theme.controlHeight + 2 * Theme.space16

        GlassButton {
            objectName: "save"
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            kind: "primary"
            text: "Save"
        }
    }

    Column {
        width: parent.width
        spacing: Theme.space16

        GlassText {
            width: parent.width
            kind: "small"
            text: "It covers, dims and blurs what lies beneath. Header and footer stay, the middle scrolls."
            wrapMode: Text.Wrap
        }
        SecretField {
            objectName: "secret"
            width: parent.width
            label: "Secret key"
            placeholder: "sk_test_..."
            hint: "Begins with sk_test_ or rk_test_."
        }
    }
}
