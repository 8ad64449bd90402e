pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* What is known of a credential, each with its name over it; the exact moment shows under the pointer. */
GridLayout {
    id: root

    required property PassportViewModel vm

    columns: width > 6 * Theme.tileNarrow ? 6 : width > 3 * Theme.tileNarrow ? 3 : 2
    columnSpacing: Theme.space16
    rowSpacing: Theme.space16

    Repeater {
        model: root.vm.facts

        ColumnLayout {
            id: fact

            required property string label
            required property string value
            required property string exact

            objectName: "fact_" + label
            Layout.fillWidth: true
            Layout.preferredWidth: Theme.space20
            Layout.alignment: Qt.AlignTop
            spacing: Theme.space2

            GlassText {
                Layout.fillWidth: true
                kind: "caption"
                color: Theme.textFaint
                text: fact.label
                Accessible.ignored: true
            }
            GlassText {
                Layout.fillWidth: true
                kind: "small"
                color: Theme.text
                text: fact.value
                Accessible.name: [fact.label, fact.value, fact.exact].filter(words => words !== "").join(", ")

                HoverTip {
                    full: fact.exact
                }
            }
        }
    }
}
