pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass
import Kriptik.Ui

/* The projects, the one changed last first; while they are read, the outlines of three. */
Flow {
    id: root

    required property HomeViewModel vm
    readonly property int fits: Math.max(1, Math.floor((width + spacing) / (Theme.cardWidth + spacing)))
    readonly property int columns: vm.loaded ? Math.max(1, Math.min(fits, Math.max(fits - 1, vm.projectCount))) : fits
    readonly property int cell: Math.floor((width - (columns - 1) * spacing) / columns)

    spacing: Theme.space16

    Repeater {
        model: root.vm.projects

        ProjectCard {
            required property int index

            objectName: "project_" + name
            width: root.cell
            entranceDelay: Math.max(0, Math.min(index, Theme.entranceSteps)) * Theme.entranceStep
            onActivated: root.vm.openProject(projectId)
        }
    }
    Repeater {
        model: root.vm.loaded ? 0 : 3

        GlassPanel {
            width: root.cell
            height: Theme.projectHeight
            padding: Theme.space20
            depth: 1

            Column {
                width: parent.width
                spacing: Theme.space12

                Skeleton {
                    width: parent.width / 2
                }
                Skeleton {
                    width: parent.width
                }
                Skeleton {
                    width: parent.width * 3 / 4
                }
            }
        }
    }
}
