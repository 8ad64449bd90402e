pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass
import Kriptik.Ui

/* The open requests as a full block: the first one takes the cells that would stay empty in the last row. */
Flow {
    id: root

    required property HomeViewModel vm
    readonly property int fits: Math.max(1, Math.floor((width + spacing) / (Theme.requestWidth + spacing)))
    readonly property int columns: Math.min(vm.requestCount, fits > 2 && vm.requestCount % fits === 1 ? fits - 1 : fits)
    readonly property int lead: columns - (vm.requestCount - 1) % Math.max(1, columns)
    readonly property int cell: Math.floor((width - (columns - 1) * spacing) / Math.max(1, columns))

    spacing: Theme.space16

    Repeater {
        model: root.vm.requests

        RequestCard {
            required property int index
            readonly property int cells: index === 0 ? root.lead : 1

            width: cells * (root.cell + root.spacing) - root.spacing
            height: implicitHeight
            leading: index === 0
            entranceDelay: Math.max(0, index) * Theme.entranceStep
            onAddAsked: root.vm.addCredentials(requestId)
            onSnoozeAsked: root.vm.snooze(requestId)
            onDismissAsked: root.vm.dismiss(requestId)
        }
    }
}
