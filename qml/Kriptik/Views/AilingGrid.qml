pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass
import Kriptik.Ui

/* The stored credentials that need the person, as a block of cards of one width. */
Flow {
    id: root

    required property HealthViewModel vm
    readonly property int columns: Math.max(1, Math.min(vm.count, Math.floor((width + spacing) / (Theme.requestWidth + spacing))))
    readonly property int cell: Math.floor((width - (columns - 1) * spacing) / columns)

    spacing: Theme.space16

    Repeater {
        model: root.vm.rows

        AilingCard {
            required property int index

            width: root.cell
            height: implicitHeight
            busy: root.vm.busy
            entranceDelay: Math.max(0, index) * Theme.entranceStep
            onMendAsked: mend === "check" ? root.vm.check(credentialId) : root.vm.replace(credentialId)
            onShowAsked: root.vm.show(credentialId)
        }
    }
}
