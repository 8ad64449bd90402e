pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kriptik.Glass
import Kriptik.Ui

/* The cells of the stack, in two to four columns; cells of one line are equally high. */
GridLayout {
    id: root

    required property StackViewModel vm
    readonly property int fitting: Math.floor((width + columnSpacing) / (Theme.tileWidth + columnSpacing))
    readonly property bool pairs: width >= 2 * Theme.tileNarrow + columnSpacing

    signal pointed(string owner)
    signal settled
    signal moreAsked(string category, string instead)

    columns: Math.max(pairs ? 2 : 1, Math.min(4, fitting))
    columnSpacing: Theme.space16
    rowSpacing: Theme.space24
    uniformCellWidths: true

    Repeater {
        model: root.vm.rows

        StackEntry {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: Theme.tileNarrow
            vm: root.vm
            columns: root.columns
            onPointed: owner => root.pointed(owner)
            onSettled: root.settled()
            onMoreAsked: (category, instead) => root.moreAsked(category, instead)
        }
    }
}
