pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* What locks the vault and when, as the settings have it, and where to change that. */
VaultSafetyPanel {
    id: root

    required property SafetyViewModel vm

    glyph: "clock"
    title: qsTr("What locks the vault")
    text: qsTr("Running builds keep it open until they end. Ctrl+L and quitting always lock it. To change these, edit the settings file and start KripTik again.")

    GlassText {
        objectName: "settingsFile"
        Layout.fillWidth: true
        kind: "mono"
        color: Theme.textDim
        text: root.vm.settingsFile
        elide: Text.ElideMiddle

        HoverTip {}
    }

    ColumnLayout {
        Layout.fillWidth: true
        spacing: Theme.space12
        Accessible.role: Accessible.List
        Accessible.name: root.title

        Repeater {
            model: root.vm.locks

            RowLayout {
                id: line

                required property string what
                required property string value
                required property string key

                Layout.fillWidth: true
                spacing: Theme.space12
                Accessible.role: Accessible.ListItem
                Accessible.name: what + ": " + value + ", " + key

                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: Theme.space2

                    GlassText {
                        Layout.fillWidth: true
                        kind: "small"
                        color: Theme.text
                        text: line.what
                        wrapMode: Text.Wrap
                        Accessible.ignored: true
                    }
                    GlassText {
                        Layout.fillWidth: true
                        kind: "mono"
                        color: Theme.textFaint
                        text: line.key
                        Accessible.ignored: true
                    }
                }
                GlassText {
                    objectName: "lock_" + line.key
                    text: line.value
                    Accessible.ignored: true
                }
            }
        }
    }
}
